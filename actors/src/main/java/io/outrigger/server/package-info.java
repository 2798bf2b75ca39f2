/** Wiring: from a configuration to a running server, and the command line. */
@NullMarked
package io.outrigger.server;

import org.jspecify.annotations.NullMarked;
