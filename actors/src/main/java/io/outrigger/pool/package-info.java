/** Allocation: pure rules and compact tables, and PoolAllocator, the actor of one pool. */
@NullMarked
package io.outrigger.pool;

import org.jspecify.annotations.NullMarked;
