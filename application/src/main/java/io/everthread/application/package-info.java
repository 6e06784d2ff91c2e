/**
 * The run engine, which is an {@link io.everthread.port.AssistantGateway} over a store and a model, and the use cases on top of
 * any gateway. Starts no thread and reads no clock of its own: both are given as a {@link io.everthread.application.Scheduler}.
 */
@NullMarked
package io.everthread.application;

import org.jspecify.annotations.NullMarked;
