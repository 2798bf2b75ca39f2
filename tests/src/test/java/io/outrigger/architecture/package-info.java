/**
 * The house rules, checked: which package may know which, and where time, chance and I/O may come
 * from.
 */
@NullMarked
package io.outrigger.architecture;

import org.jspecify.annotations.NullMarked;
