/** The deterministic fake: scripted model, memory store, manual clock. */
@NullMarked
package io.everthread.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
