/** Leases, their states and the pure rules over them: no clock, no I/O, no actor. */
@NullMarked
package io.outrigger.lease;

import org.jspecify.annotations.NullMarked;
