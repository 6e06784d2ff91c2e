package io.everthread.application;

import io.everthread.port.LanguageModel;
import io.everthread.port.StateStore;
import io.everthread.port.TokenCounter;
import java.time.Instant;

/** What an engine is made of. */
record EngineParts(
        StateStore store,
        LanguageModel model,
        Scheduler scheduler,
        IdSource ids,
        TokenCounter tokens,
        EngineSettings settings) {

    Instant now() {
        return scheduler.instant();
    }
}
