/** The configuration: immutable records, their loader from HOCON, and its checks. */
@NullMarked
package io.outrigger.config;

import org.jspecify.annotations.NullMarked;
