package io.everthread.domain.run;

/**
 * An entry of a run's event log.
 *
 * @param number counts from 1 within the run, without gaps
 */
public record NumberedEvent(long number, RunEvent event) {}
