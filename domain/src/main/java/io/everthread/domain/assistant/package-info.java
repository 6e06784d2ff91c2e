/** Assistants: the model, instructions and tools a run takes over. */
@NullMarked
package io.everthread.domain.assistant;

import org.jspecify.annotations.NullMarked;
