/** Tools a model may call, the calls it makes and the outputs it gets back. */
@NullMarked
package io.everthread.domain.tool;

import org.jspecify.annotations.NullMarked;
