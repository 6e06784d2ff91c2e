package io.everthread.port;

import io.everthread.domain.ConversationId;
import io.everthread.domain.RunId;

/** Where a run is found. */
public record RunRef(Project project, ConversationId conversation, RunId run) {}
