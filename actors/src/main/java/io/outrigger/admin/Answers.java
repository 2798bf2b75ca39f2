package io.outrigger.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** HTTP answers with a body of a known size. */
final class Answers {
  static final ObjectMapper JSON = new ObjectMapper();

  static final ContentType PROBLEM_JSON = application("problem+json");
  static final ContentType NDJSON = application("x-ndjson");

  /** The Prometheus text format. */
  static final ContentType METRICS =
      ContentTypes.create(
          MediaTypes.customWithOpenCharset("text", "plain", Map.of("version", "0.0.4"), false),
          HttpCharsets.UTF_8);

  private Answers() {}

  private static ContentType application(String sub) {
    return ContentTypes.create(MediaTypes.applicationWithFixedCharset(sub, HttpCharsets.UTF_8));
  }

  static HttpResponse json(Object value) {
    return json(value, ContentTypes.APPLICATION_JSON);
  }

  static HttpResponse json(Object value, ContentType type) {
    try {
      return HttpResponse.create().withEntity(type, JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours that is no JSON", e);
    }
  }

  /**
   * @param allowed the method that the path has
   */
  static HttpResponse notAllowed(HttpRequest request, String allowed) {
    return Problem.methodNotAllowed(request.method().value(), allowed)
        .answer()
        .addHeader(RawHeader.create("Allow", allowed));
  }

  static HttpResponse text(String text) {
    return HttpResponse.create().withEntity(ContentTypes.TEXT_PLAIN_UTF8, text);
  }
}
