package io.everthread.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.domain.AssistantId;
import io.everthread.domain.InvalidValue;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.tool.ToolDefinition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSettingsTest {

    private static final AssistantId ID = new AssistantId("asst_1");

    @Test
    void instructionsAreNeverNullAndAdditionalOnesAreAppended() {
        assertThat(settle(AssistantSpec.of("m"), RunRequest.of(ID)).instructions())
                .isEmpty();
        assertThat(settle(AssistantSpec.of("m"), RunRequest.of(ID).withAdditionalInstructions("more"))
                        .instructions())
                .isEqualTo("more");
        AssistantSpec brief = AssistantSpec.of("m").withInstructions("base");
        assertThat(settle(brief, RunRequest.of(ID)).instructions()).isEqualTo("base");
        assertThat(settle(brief, RunRequest.of(ID).withAdditionalInstructions("more"))
                        .instructions())
                .isEqualTo("base\n\nmore");
        assertThat(settle(brief, RunRequest.of(ID).withInstructions("own").withAdditionalInstructions("more"))
                        .instructions())
                .isEqualTo("own\n\nmore");
    }

    @Test
    void theRequestTakesPrecedenceFieldByField() {
        AssistantSpec spec = AssistantSpec.of("m")
                .withTools(List.of(new ToolDefinition.CodeInterpreter()))
                .withSampling(new Sampling(0.5, 0.9, "low", null));
        RunSettings settings =
                settle(spec, RunRequest.of(ID).withModel("other").withSampling(new Sampling(1.5, null, null, null)));
        assertThat(settings.model()).isEqualTo("other");
        assertThat(settings.tools()).containsExactly(new ToolDefinition.CodeInterpreter());
        assertThat(settings.sampling()).isEqualTo(new Sampling(1.5, 0.9, "low", null));
        assertThat(settle(spec, RunRequest.of(ID).withTools(List.of())).tools()).isEmpty();
    }

    @Test
    void togetherTheInstructionsKeepTheLimit() {
        AssistantSpec spec = AssistantSpec.of("m").withInstructions("x".repeat(AssistantSpec.MAX_INSTRUCTIONS));
        assertThatThrownBy(() -> settle(spec, RunRequest.of(ID).withAdditionalInstructions("y")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("'instructions' is 256,003 characters long; the limit is 256,000");
    }

    private static RunSettings settle(AssistantSpec spec, RunRequest request) {
        return RunSettings.of(new Assistant(ID, Instant.EPOCH, spec), request);
    }
}
