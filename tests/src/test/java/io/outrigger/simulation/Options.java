package io.outrigger.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a random history is made of; all drawn from its seed.
 *
 * @param mcltSeconds 60 to 3600
 * @param validSeconds that clients desire
 * @param clients how many there are
 * @param addresses in the independent pool of a link
 * @param prefixes in the proportional pool of a link
 * @param links between which clients move, if there are two
 * @param path between clients and servers
 * @param rates of faults, an hour
 * @param operator how often a server that is truly down is declared so, 0 to 1
 * @param autoPartnerDownSeconds after which a server alone says so itself; 0: never
 * @param changes of mind of a client, an hour
 * @param startAlone whether a secondary that never met its partner may serve
 * @param apart how long after the first server the other one starts, at most
 * @param skew of the clock of b, at most
 * @param drift of the clock of b, a share
 * @param proportional whether addresses are shared out as prefixes are; else the last bit says
 *     whose one is
 * @param relationships of b, which backs up so many primaries
 */
record Options(
    long mcltSeconds,
    long validSeconds,
    int keepaliveSeconds,
    int maxUnacked,
    int clients,
    int addresses,
    int prefixes,
    int links,
    Client.Path path,
    Map<Fault, Double> rates,
    double operator,
    long autoPartnerDownSeconds,
    double changes,
    boolean startAlone,
    Duration apart,
    Duration skew,
    double drift,
    boolean proportional,
    int relationships) {

  private static final int A_CROWD_IN = 256;

  static Options draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x6f75_7472_6967_6765L);
    long mclt = pick(random, 60, 120, 300, 900, 3600);
    long auto = pick(random, 0, 0, 0, 0, 30, 300);
    return new Options(
            mclt,
            mclt * pick(random, 1, 2, 4, 10),
            (int) pick(random, 4, 10, 60, 60),
            (int) pick(random, 1, 2, 10, 100),
            (int) pick(random, 2, 6, 12, 30),
            (int) pick(random, 2, 4, 10, 40),
            (int) pick(random, 2, 4, 8, 32),
            (int) pick(random, 1, 1, 1, 2),
            new Client.Path(
                Duration.ofMillis(1),
                Duration.ofMillis(pick(random, 5, 50, 400)),
                pick(random, 0, 0, 2, 10) / 100.0,
                pick(random, 0, 0, 2, 10) / 100.0),
            rates(random, auto > 0),
            pick(random, 0, 0, 5, 10) / 10.0,
            auto,
            pick(random, 0, 10, 60, 200),
            pick(random, 0, 1) == 1,
            Duration.ofSeconds(pick(random, 0, 0, 2, 60)),
            Duration.ofMillis(pick(random, 0, 0, 500, 2500)),
            pick(random, 0, 0, 1, -1) * 1e-5,
            pick(random, 0, 0, 0, 1) == 1,
            (int) pick(random, 1, 1, 1, 1, 1, 1, 2, 3))
        .crowded(random)
        .asHub();
  }

  /** Now and then there are a thousand clients and more for these few resources. */
  private Options crowded(SplittableRandom random) {
    return random.nextInt(A_CROWD_IN) == 0
        ? with(1_000 + random.nextInt(1_000), rates, false)
        : this;
  }

  /** Less of everything, but for relationships; and nobody knows how wrong clocks are. */
  private Options asHub() {
    if (relationships == 1) {
      return this;
    }
    Map<Fault, Double> bearable = new EnumMap<>(rates);
    bearable.replaceAll((fault, rate) -> rate / relationships);
    bearable.put(Fault.WRONG_CLOCK, 0.0);
    return with(Math.min(clients, 12), bearable, false);
  }

  private static Map<Fault, Double> rates(SplittableRandom random, boolean auto) {
    Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    double cuts = pick(random, 0, 1, 4, 12) / 6.0;
    rates.put(Fault.CUT, 2 * cuts);
    rates.put(Fault.ONE_WAY_CUT, cuts);
    rates.put(Fault.RESET, cuts);
    rates.put(Fault.STALL, cuts);
    rates.put(Fault.REFUSE, cuts);
    double deaths = pick(random, 0, 1, 3, 8) / 4.0;
    rates.put(Fault.KILL, 2 * deaths);
    rates.put(Fault.CRASH, deaths);
    rates.put(Fault.STOP, deaths);
    rates.put(Fault.LOST_STATE, pick(random, 0, 1, 1, 2) / 4.0);
    rates.put(Fault.FULL_DISK, pick(random, 0, 0, 1, 4) / 2.0);
    rates.put(Fault.SLOW_DISK, pick(random, 0, 0, 1, 4) / 2.0);
    rates.put(Fault.WRITE_ERROR, pick(random, 0, 0, 1, 2) / 2.0);
    rates.put(Fault.CLOCK_STEP, pick(random, 0, 0, 1, 6) / 1.0);
    // Alone, nobody can tell that a clock is wrong.
    rates.put(Fault.WRONG_CLOCK, auto ? 0 : pick(random, 0, 0, 0, 1) / 2.0);
    rates.put(Fault.WRONG_WORD, pick(random, 0, 0, 0, 1) / 2.0);
    rates.put(Fault.AMBUSH, pick(random, 0, 1, 4) / 2.0);
    rates.put(Fault.RELOAD, pick(random, 0, 0, 1, 4) / 2.0);
    return rates;
  }

  private static long pick(SplittableRandom random, long... values) {
    return values[random.nextInt(values.length)];
  }

  Options with(int fewerClients, Map<Fault, Double> changedRates, boolean calm) {
    return new Options(
        mcltSeconds,
        validSeconds,
        keepaliveSeconds,
        maxUnacked,
        fewerClients,
        addresses,
        prefixes,
        links,
        calm ? Client.Path.CLEAN : path,
        changedRates,
        operator,
        autoPartnerDownSeconds,
        calm ? 0 : changes,
        startAlone,
        apart,
        skew,
        drift,
        proportional,
        relationships);
  }

  double rate(Fault fault) {
    return rates.getOrDefault(fault, 0.0);
  }

  List<PairConfig> configs() {
    return IntStream.range(0, relationships).mapToObj(this::config).toList();
  }

  private PairConfig config(int number) {
    return new PairConfig(number)
        .with("mclt", mcltSeconds + "s")
        .with("keepalive", keepaliveSeconds + "s")
        .with("max-unacked-bndupd", Integer.toString(maxUnacked))
        .with("addresses", Integer.toString(addresses))
        .with("prefixes", Integer.toString(prefixes))
        .with("address-allocation", proportional ? "proportional" : "independent")
        .with("links", Integer.toString(links))
        .with("start-alone", startAlone ? "partner-down" : "wait")
        .with(
            "auto-partner-down", autoPartnerDownSeconds == 0 ? "off" : autoPartnerDownSeconds + "s")
        .with("valid", validSeconds + "s")
        .with("preferred", Math.max(30, validSeconds * 2 / 3) + "s")
        .with("abandoned-time", "1h");
  }
}
