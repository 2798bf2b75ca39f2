package io.outrigger.pool;

import java.util.Arrays;

/**
 * A growing array of longs in pages, so that growth copies nothing and leaves at most a page idle.
 */
final class LongColumn {
  private long[][] pages = {new long[Paging.FIRST_PAGE]};

  long get(int index) {
    return pages[index >>> Paging.SHIFT][index & Paging.MASK];
  }

  void set(int index, long value) {
    pages[index >>> Paging.SHIFT][index & Paging.MASK] = value;
  }

  /** Makes {@code index} usable; its value is 0 if it was not before. */
  void reach(int index) {
    int page = index >>> Paging.SHIFT;
    if (page == pages.length || (page == 0 && index >= pages[0].length)) {
      if (page == 0) {
        pages[0] = Arrays.copyOf(pages[0], Paging.grown(pages[0].length));
      } else {
        pages = Arrays.copyOf(pages, page + 1);
        pages[page] = new long[Paging.PAGE];
      }
    }
  }
}
