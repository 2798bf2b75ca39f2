/** Whether two running partners have alike what they must have alike. Pure. */
@NullMarked
package io.outrigger.agreement;

import org.jspecify.annotations.NullMarked;
