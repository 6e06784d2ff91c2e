/** OpenAI and servers compatible with it, by OpenFeign. */
@NullMarked
package io.everthread.adapter.openai;

import org.jspecify.annotations.NullMarked;
