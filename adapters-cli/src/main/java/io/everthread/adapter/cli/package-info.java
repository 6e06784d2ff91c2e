/** The commands, their output and their exit codes. */
@NullMarked
package io.everthread.adapter.cli;

import org.jspecify.annotations.NullMarked;
