/** The composition of everything into the everthread command. */
@NullMarked
package io.everthread.app;

import org.jspecify.annotations.NullMarked;
