/**
 * The vocabulary every other package shares: typed ids, metadata and the exceptions that say which rule was broken. Pure: the
 * JDK and JSpecify only. All types here and below are immutable and safe for use by many threads.
 */
@NullMarked
package io.everthread.domain;

import org.jspecify.annotations.NullMarked;
