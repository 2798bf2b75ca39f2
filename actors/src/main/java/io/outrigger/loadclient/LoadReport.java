package io.outrigger.loadclient;

import java.util.List;
import java.util.Map;

/**
 * What a run showed.
 *
 * @param seconds it lasted, draining included
 * @param started exchanges
 * @param completed see {@link Outcome}
 * @param refused see {@link Outcome}
 * @param timedOut see {@link Outcome}
 * @param unfinished see {@link Outcome}
 * @param skipped exchanges not begun since their client was still at its last one
 * @param completedPerSecond completed exchanges, over the time from the first start to the last end
 * @param dropPercent exchanges begun and not answered in full: timed out and unfinished
 * @param maxStartLagMillis how late an exchange began after its time: if this is much, the
 *     generator was the limit
 * @param sent messages by type, retransmissions included
 * @param retransmitted messages by type
 * @param received answers by type that a client awaited
 * @param sendFailures datagrams that the operating system did not take
 * @param ignored answers that no client awaited any more, or that were not valid
 * @param undecodable datagrams that were no messages or not for these clients
 * @param malformedSent datagrams
 * @param statusCodes other than Success, by name
 * @param delaysMillis from a question's first transmission to its answer, by question
 * @param leases held at the end
 * @param violationCount how often a lease was granted that another client held
 * @param violations the first of them
 */
public record LoadReport(
    double seconds,
    long started,
    long completed,
    long refused,
    long timedOut,
    long unfinished,
    long skipped,
    double completedPerSecond,
    double dropPercent,
    double maxStartLagMillis,
    Map<String, Long> sent,
    Map<String, Long> retransmitted,
    Map<String, Long> received,
    long sendFailures,
    long ignored,
    long undecodable,
    long malformedSent,
    Map<String, Long> statusCodes,
    Map<String, DelayHistogram.Summary> delaysMillis,
    int leases,
    long violationCount,
    List<String> violations) {}
