package io.outrigger.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a random history is made of; all drawn from its seed. Rates are events an hour.
 *
 * @param mcltSeconds 60 to 3600
 * @param validSeconds that clients desire
 * @param clients how many there are
 * @param addresses in the independent pool
 * @param prefixes in the proportional pool
 * @param path between clients and servers
 * @param cuts of the link, both ways or one, drops, stalls and refusals
 * @param deaths of a process or a machine, and clean stops
 * @param losses of a state directory
 * @param diskTroubles full disks and slow ones
 * @param operator how often a server that is truly down is declared so, 0 to 1
 * @param changes of mind of a client
 * @param skew of the clock of b, at most
 * @param drift of the clock of b, a share
 */
record Options(
    long mcltSeconds,
    long validSeconds,
    int keepaliveSeconds,
    int maxUnacked,
    int clients,
    int addresses,
    int prefixes,
    Client.Path path,
    double cuts,
    double deaths,
    double losses,
    double diskTroubles,
    double operator,
    double changes,
    Duration skew,
    double drift) {

  static Options draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x6f75_7472_6967_6765L);
    long mclt = pick(random, 60, 120, 300, 900, 3600);
    return new Options(
        mclt,
        mclt * pick(random, 1, 2, 4, 10),
        (int) pick(random, 4, 10, 60, 60),
        (int) pick(random, 1, 2, 10, 100),
        (int) pick(random, 2, 6, 12, 30),
        (int) pick(random, 2, 4, 10, 40),
        (int) pick(random, 2, 4, 8, 32),
        new Client.Path(
            Duration.ofMillis(1),
            Duration.ofMillis(pick(random, 5, 50, 400)),
            pick(random, 0, 0, 2, 10) / 100.0,
            pick(random, 0, 0, 2, 10) / 100.0),
        pick(random, 0, 1, 4, 12),
        pick(random, 0, 1, 3, 8),
        pick(random, 0, 0, 1, 2) / 4.0,
        pick(random, 0, 0, 1, 4),
        pick(random, 0, 0, 5, 10) / 10.0,
        pick(random, 0, 10, 60, 200),
        Duration.ofMillis(pick(random, 0, 0, 500, 2500)),
        pick(random, 0, 0, 1, -1) * 1e-5);
  }

  private static long pick(SplittableRandom random, long... values) {
    return values[random.nextInt(values.length)];
  }

  PairConfig config() {
    return new PairConfig()
        .with("mclt", mcltSeconds + "s")
        .with("keepalive", keepaliveSeconds + "s")
        .with("max-unacked-bndupd", Integer.toString(maxUnacked))
        .with("addresses", Integer.toString(addresses))
        .with("prefixes", Integer.toString(prefixes))
        .with("valid", validSeconds + "s")
        .with("preferred", Math.max(30, validSeconds * 2 / 3) + "s")
        .with("abandoned-time", "1h");
  }
}
