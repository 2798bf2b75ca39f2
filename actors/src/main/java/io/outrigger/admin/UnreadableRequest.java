package io.outrigger.admin;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers what is no HTTP request; pekko-http makes it by its name, as a Scala object. */
public final class UnreadableRequest extends ParsingErrorHandler {
  /** Where a Scala object has its instance. */
  @SuppressWarnings("MemberName")
  public static final UnreadableRequest MODULE$ = new UnreadableRequest();

  private UnreadableRequest() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
    log.debug("unreadable request: {}", info);
    return new Problem("Invalid request", status.intValue(), info.summary(), null).answer();
  }
}
