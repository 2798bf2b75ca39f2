/**
 * The shipped servers in a world of one thread, where a seed decides all that chance and the
 * network decide elsewhere: the same seed is the same history.
 */
@NullMarked
package io.outrigger.simulation;

import org.jspecify.annotations.NullMarked;
