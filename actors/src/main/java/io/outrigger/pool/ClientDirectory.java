package io.outrigger.pool;

import io.outrigger.dhcp.Duid;
import io.outrigger.lease.ClientIa;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which pool of a link holds a client's lease: a link with one pool of a kind needs none. It saves
 * a client's message the way through all pools. A hint only: the pool itself knows for sure.
 * Thread-safe.
 */
public final class ClientDirectory {
  private final ConcurrentHashMap<Long, Integer> poolByClient = new ConcurrentHashMap<>();

  public void put(ClientIa client, int poolIndex) {
    poolByClient.put(key(client.duid(), client.iaid()), poolIndex);
  }

  public void remove(ClientIa client, int poolIndex) {
    poolByClient.remove(key(client.duid(), client.iaid()), poolIndex);
  }

  public OptionalInt find(ClientIa client) {
    Integer index = poolByClient.get(key(client.duid(), client.iaid()));
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * FNV-1a over the DUID and IAID, mixed: two clients that share a key only cost each other a step.
   */
  private static long key(Duid duid, int iaid) {
    long hash = 0xcbf29ce484222325L;
    for (byte octet : duid.toArray()) {
      hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ iaid) * 0x9e3779b97f4a7c15L;
    return hash ^ (hash >>> 32);
  }
}
