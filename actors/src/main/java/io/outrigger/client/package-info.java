/** The client side: datagrams in and out, and the rules from request to answer. */
@NullMarked
package io.outrigger.client;

import org.jspecify.annotations.NullMarked;
