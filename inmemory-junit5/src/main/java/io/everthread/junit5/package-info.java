/** Everthread's fake as an extension for JUnit 5 tests. */
@NullMarked
package io.everthread.junit5;

import org.jspecify.annotations.NullMarked;
