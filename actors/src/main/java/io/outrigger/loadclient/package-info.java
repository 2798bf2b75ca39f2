/**
 * A DHCPv6 client for tests and load: a pure session, an engine for very many of them, a ledger.
 */
@NullMarked
package io.outrigger.loadclient;

import org.jspecify.annotations.NullMarked;
