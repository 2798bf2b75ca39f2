/**
 * What single parts of a server cost, measured with JMH: {@code scripts/bench micro}. The build
 * compiles these and runs none.
 */
@NullMarked
package io.outrigger.benchmark;

import org.jspecify.annotations.NullMarked;
