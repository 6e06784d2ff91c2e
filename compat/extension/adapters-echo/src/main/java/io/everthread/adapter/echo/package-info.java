/** A model that repeats what it is told: the smallest backend there can be, to show what a backend is made of. */
@NullMarked
package io.everthread.adapter.echo;

import org.jspecify.annotations.NullMarked;
