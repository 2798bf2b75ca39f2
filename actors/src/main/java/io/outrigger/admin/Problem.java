package io.outrigger.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.Query;
import org.jspecify.annotations.Nullable;

/**
 * An error for whoever asked, as problem details (RFC 9457).
 *
 * @param title of the kind of error
 * @param detail this one, and what to do about it
 * @param parameter the query parameter that is to blame, if one is
 * @param errors all that is wrong, if several things are
 */
@JsonPropertyOrder({"title", "status", "detail", "parameter", "errors"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String title,
    int status,
    String detail,
    @Nullable String parameter,
    @Nullable List<String> errors) {

  Problem(String title, int status, String detail, @Nullable String parameter) {
    this(title, status, detail, parameter, null);
  }

  static Problem badParameter(String parameter, String detail) {
    return new Problem("Invalid parameter", 400, parameter + ": " + detail, parameter);
  }

  /** A parameter that is not known is refused: a dry run that is spelt wrong must not be wet. */
  static Optional<Problem> unknownParameter(Query query, List<String> known) {
    String names = known.isEmpty() ? "none is" : String.join(", ", known) + " is";
    return query.toMultiMap().keySet().stream()
        .filter(given -> !known.contains(given))
        .findFirst()
        .map(given -> badParameter(given, "unknown; " + names + " known"));
  }

  static Problem unauthorized() {
    return new Problem(
        "Token needed",
        401,
        "send the header Authorization: Bearer TOKEN; the token is in admin.token in the state"
            + " directory",
        null);
  }

  static Problem notFound(String detail) {
    return new Problem("Not found", 404, detail, null);
  }

  static Problem methodNotAllowed(String method, String allowed) {
    return new Problem("Method not allowed", 405, "not " + method + " here, only " + allowed, null);
  }

  static Problem conflict(String detail) {
    return new Problem("Not now", 409, detail, null);
  }

  static Problem invalid(List<String> errors) {
    return new Problem(
        "Invalid configuration",
        422,
        errors.size() + (errors.size() == 1 ? " error" : " errors") + "; nothing was changed",
        null,
        List.copyOf(errors));
  }

  static Problem notReady(String detail) {
    return new Problem("Not ready", 503, detail, null);
  }

  HttpResponse answer() {
    return Answers.json(this, Answers.PROBLEM_JSON).withStatus(status);
  }
}
