/** Everthread as a library: one plain statement opens a gateway. */
@NullMarked
package io.everthread.library;

import org.jspecify.annotations.NullMarked;
