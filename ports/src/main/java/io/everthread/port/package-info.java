/**
 * The interfaces between the inside and the technology around it.
 *
 * <p>Their Javadoc states numbered rules ({@code AG-…}, {@code LM-…}, {@code ST-…}). Each has a test of that number in
 * {@code ports-testkit}, which every implementation runs.
 */
@NullMarked
package io.everthread.port;

import org.jspecify.annotations.NullMarked;
