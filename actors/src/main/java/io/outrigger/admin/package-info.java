/** The admin HTTP: status, leases, health and metrics of a running server. */
@NullMarked
package io.outrigger.admin;

import org.jspecify.annotations.NullMarked;
