/** Conversations (on the wire: threads) and their messages. */
@NullMarked
package io.everthread.domain.conversation;

import org.jspecify.annotations.NullMarked;
