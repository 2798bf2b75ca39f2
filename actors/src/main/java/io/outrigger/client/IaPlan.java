package io.outrigger.client;

import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.PoolRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How one IA of a message is to be answered.
 *
 * @param option the IA option as the client sent it
 * @param named the resources that the client listed in it
 * @param settled the outcome, if no pool need be asked
 * @param steps else the pools to ask, one after the other until one has an answer
 * @param partial whether a pool that may know the client's lease is not to be asked now, or is the
 *     partner's alone
 * @param replacements whom to ask after them if the client may not keep what it holds
 */
record IaPlan(
    DhcpOption option,
    List<Ipv6Prefix> named,
    Optional<IaOutcome> settled,
    List<Step> steps,
    boolean partial,
    Supplier<List<Step>> replacements) {

  record Step(PoolRef pool, IaRequest request) {}

  static IaPlan settled(DhcpOption option, List<Ipv6Prefix> named, IaOutcome outcome) {
    return new IaPlan(option, named, Optional.of(outcome), List.of(), false, List::of);
  }

  static IaPlan ask(DhcpOption option, List<Ipv6Prefix> named, List<Step> steps) {
    return new IaPlan(option, named, Optional.empty(), steps, false, List::of);
  }

  static IaPlan extend(
      DhcpOption option,
      List<Ipv6Prefix> named,
      List<Step> steps,
      boolean partial,
      Supplier<List<Step>> replacements) {
    return new IaPlan(option, named, Optional.empty(), steps, partial, replacements);
  }

  /** Whom to ask as number {@code index}, given what those before said; null if there is nobody. */
  @Nullable Step step(int index, Answered before) {
    if (index < steps.size()) {
      return steps.get(index);
    }
    if (before.barred().isEmpty()) {
      return null;
    }
    List<Step> more = replacements.get();
    int replacement = index - steps.size();
    return replacement < more.size() ? more.get(replacement) : null;
  }
}
