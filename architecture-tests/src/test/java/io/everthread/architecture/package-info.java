/** The rules of the architecture as tests, each with a fixture that breaks it. */
@NullMarked
package io.everthread.architecture;

import org.jspecify.annotations.NullMarked;
