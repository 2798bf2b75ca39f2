/** What the log tells operators: stable ids, their meaning, and how such a line looks. Pure. */
@NullMarked
package io.outrigger.events;

import org.jspecify.annotations.NullMarked;
