package io.outrigger.pool;

/** How columns are cut into pages: the first one grows by doubling, the others come whole. */
final class Paging {
  static final int SHIFT = 12;
  static final int PAGE = 1 << SHIFT;
  static final int MASK = PAGE - 1;
  static final int FIRST_PAGE = 16;

  private Paging() {}

  static int grown(int length) {
    return Math.min(2 * length, PAGE);
  }
}
