package io.outrigger.config;

import java.util.List;

/**
 * The options that clients of a link get, those for every link included.
 *
 * @param onRequest sent if the Option Request option names their code
 * @param always sent in any case
 */
public record ClientOptionsConfig(List<ConfiguredOption> onRequest, List<ConfiguredOption> always) {
  public static final ClientOptionsConfig NONE = new ClientOptionsConfig(List.of(), List.of());

  public ClientOptionsConfig {
    onRequest = List.copyOf(onRequest);
    always = List.copyOf(always);
  }
}
