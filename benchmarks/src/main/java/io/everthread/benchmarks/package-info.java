/** JMH benchmarks: compiled by every build, run on demand. */
@NullMarked
package io.everthread.benchmarks;

import org.jspecify.annotations.NullMarked;
