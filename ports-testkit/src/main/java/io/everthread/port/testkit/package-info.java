/** The contracts every implementation of a port must pass. */
@NullMarked
package io.everthread.port.testkit;

import org.jspecify.annotations.NullMarked;
