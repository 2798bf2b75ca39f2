package io.outrigger.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The server itself.
 *
 * @param stateDir where journal, DUID and admin token live
 * @param preference value of the Preference option, 0 to 255; 0 sends none (RFC 8415 §21.8)
 * @param serverUnicast send the Server Unicast option and take what clients then send by unicast
 *     (RFC 8415 §21.12)
 * @param abandonedTime how long a declined address is given to nobody
 */
public record ServerConfig(
    String name,
    Path stateDir,
    ListenConfig listen,
    AdminConfig admin,
    int preference,
    boolean serverUnicast,
    Duration abandonedTime,
    LimitsConfig limits) {}
