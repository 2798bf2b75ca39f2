/** The codec seen from a package that adds options of its own. */
@NullMarked
package io.outrigger.dhcp.extension;

import org.jspecify.annotations.NullMarked;
