package io.outrigger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import io.outrigger.dhcp.Ipv6Prefix;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLineTest {

  @Test
  void aLineIsTheIdAndItsKeysInTheOrderGiven() {
    assertThat(
            EventLine.of(EventId.STATE_CHANGED)
                .with("relationship", "campus")
                .with("from", "NORMAL")
                .with("to", "COMMUNICATIONS-INTERRUPTED")
                .with("rule", "8.9.2/3")
                .with("reason", "no answer")
                .toString())
        .isEqualTo(
            "OR1001 relationship=campus from=NORMAL to=COMMUNICATIONS-INTERRUPTED rule=8.9.2/3"
                + " reason=\"no answer\"");
    assertThat(EventLine.of(EventId.RELOAD_APPLIED)).hasToString("OR5001");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(
            EventLine.of(EventId.CONNECTION_CLOSED)
                .with("partner", null)
                .with("status", Optional.empty())
                .with("reason", Optional.of("timeout")))
        .hasToString("OR2003 reason=timeout");
  }

  @Test
  void addressesAndNumbersNeedNoQuotes() {
    assertThat(
            EventLine.of(EventId.TIME_SKEW)
                .with("partner", "[2001:db8::1]:647")
                .with("skewMillis", -5001))
        .hasToString("OR2005 partner=[2001:db8::1]:647 skewMillis=-5001");
    assertThat(
            EventLine.of(EventId.ABANDONED_RESET)
                .with("resource", Ipv6Prefix.parse("2001:db8::/56")))
        .hasToString("OR4004 resource=2001:db8::/56");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '\"\"'",
    "'a=b', '\"a=b\"'",
    "'say \"no\"', '\"say \\\"no\\\"\"'",
    "'a\\b', '\"a\\\\b\"'",
    "'{}', '\"{}\"'",
    "'größe', '\"größe\"'",
  })
  void whatIsNotPlainIsQuoted(String value, String quoted) {
    assertThat(EventLine.of(EventId.RELOAD_REFUSED).with("reason", value))
        .hasToString("OR5002 reason=" + quoted);
  }

  @Test
  void nothingThatAPartnerSaysBreaksTheLineOrMovesTheCursor() {
    assertThat(
            EventLine.of(EventId.CONNECTION_REFUSED)
                .with("reason", "no\r\nOR1003 x\t\u001b[2J\u202e\u2028\u0085\ud800"))
        .hasToString(
            "OR2002 reason=\"no\\r\\nOR1003 x\\t\\u{1b}[2J\\u{202e}\\u{2028}\\u{85}\\u{d800}\"");
  }

  @Test
  void aLineIsNotChangedByWhatIsPutBehindIt() {
    EventLine line = EventLine.of(EventId.DISK_FULL).with("directory", "/var");
    line.with("reason", "full");
    assertThat(line).hasToString("OR5003 directory=/var");
  }

  /** So that the manual tells of every key; where assertions are off, the line is written. */
  @Test
  void aKeyThatTheManualDoesNotKnowIsAMistake() {
    assertThatThrownBy(() -> EventLine.of(EventId.DISK_FULL).with("disk", "full"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("disk");
  }

  @Test
  void itIsLoggedAtTheLevelOfItsSeverityWithEachKeyAsAField() {
    LoggerContext context = new LoggerContext();
    Logger log = context.getLogger("test");
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    log.addAppender(seen);

    EventLine.of(EventId.DISK_FULL).with("reason", "{} full").to(log);
    EventLine.of(EventId.DISK_RESUMED).with("seconds", 3).to(log);

    assertThat(seen.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.ERROR, Level.INFO);
    assertThat(seen.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("OR5003 reason=\"{} full\"", "OR5004 seconds=3");
    assertThat(seen.list.getFirst().getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .containsExactly("event=OR5003", "reason={} full");
  }

  /** What docs/messages.md promises of --log-format json. */
  @Test
  void whereLinesAreJsonEachKeyIsAField() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    Logger log = context.getLogger("test");
    log.addAppender(seen);

    EventLine.of(EventId.DISK_FULL).with("reason", "no room").to(log);

    assertThat(new String(encoder.encode(seen.list.getFirst()), StandardCharsets.UTF_8))
        .contains("\"kvpList\": [{\"event\":\"OR5003\"},{\"reason\":\"no room\"}]");
  }
}
