package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Slots in the order of their resources, for reading a table page by page while it changes: a list
 * of blocks that are in order, each of at most 256 slots that are not. A block is put in order when
 * it is read, so a page costs in proportion to the page, and a lease that comes or goes costs a
 * binary search over the blocks and 5 octets or so. A structure kept in full order would pay for
 * every lease what only a reader needs; a copy sorted for each reader would be taken a million
 * leases at a time from the thread that serves the clients.
 */
final class ResourceOrder {
  private static final int BLOCK = 256;
  private static final int STEP = 32;

  static final Comparator<Ipv6Prefix> BY_RESOURCE = ResourceOrder::compare;

  /** Slots whose resources are not below {@code bound} and below the bound of the next block. */
  private static final class Block {
    final Ipv6Prefix bound;
    int[] slots;
    int count;

    Block(Ipv6Prefix bound, int[] slots, int count) {
      this.bound = bound;
      this.slots = slots;
      this.count = count;
    }
  }

  private final IntFunction<Ipv6Prefix> resources;

  /** The bound of the first one is that of all resources. */
  private Block[] blocks = {new Block(Ipv6Prefix.of(Ipv6Address.UNSPECIFIED, 0), new int[STEP], 0)};

  private int blockCount = 1;

  /**
   * @param resources the resource of a slot that is in here
   */
  ResourceOrder(IntFunction<Ipv6Prefix> resources) {
    this.resources = resources;
  }

  /** Adds a slot that is not in here. */
  void add(int slot, Ipv6Prefix resource) {
    int at = blockOf(resource);
    if (blocks[at].count == BLOCK) {
      split(at);
      at = blockOf(resource);
    }
    Block block = blocks[at];
    if (block.count == block.slots.length) {
      block.slots = Arrays.copyOf(block.slots, block.count + STEP);
    }
    block.slots[block.count++] = slot;
  }

  /** Removes a slot that is in here. */
  void remove(int slot, Ipv6Prefix resource) {
    int at = blockOf(resource);
    Block block = blocks[at];
    for (int i = 0; i < block.count; i++) {
      if (block.slots[i] == slot) {
        block.slots[i] = block.slots[--block.count];
        break;
      }
    }
    if (block.count < block.slots.length - 2 * STEP) {
      block.slots = Arrays.copyOf(block.slots, block.count + STEP);
    }
    if (at + 1 < blockCount && block.count + blocks[at + 1].count <= BLOCK / 2) {
      mergeWithNext(at);
    } else if (at > 0 && block.count + blocks[at - 1].count <= BLOCK / 2) {
      mergeWithNext(at - 1);
    }
  }

  /** The slots of up to {@code limit} resources above {@code after} (null: all), in order. */
  int[] page(@Nullable Ipv6Prefix after, int limit) {
    int[] page = new int[Math.clamp(limit, 0, BLOCK)];
    int count = 0;
    for (int at = after == null ? 0 : blockOf(after); at < blockCount && count < limit; at++) {
      for (Entry entry : sorted(blocks[at])) {
        if (count < limit && (after == null || compare(entry.resource, after) > 0)) {
          if (count == page.length) {
            page = Arrays.copyOf(page, Math.min(2 * count, limit));
          }
          page[count++] = entry.slot;
        }
      }
    }
    return Arrays.copyOf(page, count);
  }

  private record Entry(Ipv6Prefix resource, int slot) {}

  private Entry[] sorted(Block block) {
    Entry[] entries = new Entry[block.count];
    for (int i = 0; i < block.count; i++) {
      entries[i] = new Entry(resources.apply(block.slots[i]), block.slots[i]);
    }
    Arrays.sort(entries, Comparator.comparing(Entry::resource, BY_RESOURCE));
    return entries;
  }

  private int blockOf(Ipv6Prefix resource) {
    int low = 0;
    int high = blockCount - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (compare(blocks[middle].bound, resource) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private void split(int at) {
    Entry[] entries = sorted(blocks[at]);
    int half = BLOCK / 2;
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, blockCount + Math.max(4, blockCount >> 2));
    }
    System.arraycopy(blocks, at + 1, blocks, at + 2, blockCount - at - 1);
    blockCount++;
    blocks[at + 1] = new Block(entries[half].resource, slots(entries, half, BLOCK), half);
    blocks[at] = new Block(blocks[at].bound, slots(entries, 0, half), half);
  }

  private static int[] slots(Entry[] entries, int from, int to) {
    int[] slots = new int[to - from + STEP];
    for (int i = from; i < to; i++) {
      slots[i - from] = entries[i].slot;
    }
    return slots;
  }

  private void mergeWithNext(int at) {
    Block block = blocks[at];
    Block next = blocks[at + 1];
    block.slots = Arrays.copyOf(block.slots, block.count + next.count + STEP);
    System.arraycopy(next.slots, 0, block.slots, block.count, next.count);
    block.count += next.count;
    blockCount--;
    System.arraycopy(blocks, at + 2, blocks, at + 1, blockCount - at - 1);
    blocks[blockCount] = blocks[0]; // nothing left behind
  }

  /** As {@link Ipv6Prefix#compareTo}, without objects. */
  private static int compare(Ipv6Prefix one, Ipv6Prefix other) {
    int byHigh = Long.compareUnsigned(one.high(), other.high());
    if (byHigh != 0) {
      return byHigh;
    }
    int byLow = Long.compareUnsigned(one.low(), other.low());
    return byLow != 0 ? byLow : Integer.compare(one.length(), other.length());
  }
}
