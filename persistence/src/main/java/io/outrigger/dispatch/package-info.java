/** How the actors of Pekko get threads, where Pekko's own ways cost too much. */
@NullMarked
package io.outrigger.dispatch;

import org.jspecify.annotations.NullMarked;
