package io.outrigger.pool;

import io.outrigger.lease.Lease;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** As {@link IntColumn}, of leases; a place may be empty. */
final class LeaseColumn {
  private @Nullable Lease[][] pages = {new @Nullable Lease[Paging.FIRST_PAGE]};

  /** The lease of a place that is not empty. */
  Lease get(int index) {
    return Objects.requireNonNull(pages[index >>> Paging.SHIFT][index & Paging.MASK]);
  }

  boolean isSet(int index) {
    return pages[index >>> Paging.SHIFT][index & Paging.MASK] != null;
  }

  void set(int index, Lease value) {
    pages[index >>> Paging.SHIFT][index & Paging.MASK] = value;
  }

  void clear(int index) {
    pages[index >>> Paging.SHIFT][index & Paging.MASK] = null;
  }

  /** Makes {@code index} usable; it is empty if it was not usable before. */
  void reach(int index) {
    int page = index >>> Paging.SHIFT;
    if (page == pages.length || (page == 0 && index >= pages[0].length)) {
      if (page == 0) {
        pages[0] = Arrays.copyOf(pages[0], Paging.grown(pages[0].length));
      } else {
        pages = Arrays.copyOf(pages, page + 1);
        pages[page] = new @Nullable Lease[Paging.PAGE];
      }
    }
  }
}
