/** Runs, their states and steps, and the numbered events that tell a run's history. */
@NullMarked
package io.everthread.domain.run;

import org.jspecify.annotations.NullMarked;
