/** Tests over real connections on loopback. */
@NullMarked
package io.everthread.adapter.openai;

import org.jspecify.annotations.NullMarked;
