/** The fake as an extension for tests. */
@NullMarked
package io.everthread.junit5;

import org.jspecify.annotations.NullMarked;
