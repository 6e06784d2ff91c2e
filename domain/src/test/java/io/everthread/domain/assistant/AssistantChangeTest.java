package io.everthread.domain.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.domain.InvalidValue;
import io.everthread.domain.Metadata;
import io.everthread.domain.Patch;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolResources;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssistantChangeTest {

    private final AssistantSpec full = new AssistantSpec(
            "m",
            "name",
            "description",
            "instructions",
            List.of(new ToolDefinition.CodeInterpreter()),
            new ToolResources(List.of("file_1"), null, null),
            new Sampling(1.0, 0.5, "low", new ResponseFormat.Text()),
            Metadata.of("k", "v"));

    @Test
    void noneChangesNothing() {
        assertThat(AssistantChange.none().applyTo(full)).isEqualTo(full);
    }

    @Test
    void everyFieldCanBeClearedButTheModel() {
        AssistantChange clearing = new AssistantChange(
                Patch.keep(),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null));
        assertThat(clearing.applyTo(full)).isEqualTo(AssistantSpec.of("m"));

        AssistantChange modelless = new AssistantChange(
                Patch.set(null),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep());
        assertThatThrownBy(() -> modelless.applyTo(full)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aWitherSetsOneField() {
        assertThat(AssistantChange.none().withModel("n").applyTo(full).model()).isEqualTo("n");
        assertThat(AssistantChange.none().withName(Patch.set("other")).applyTo(full))
                .isEqualTo(full.withName("other"));
        assertThat(AssistantChange.none().withInstructions(Patch.set("other")).applyTo(full))
                .isEqualTo(full.withInstructions("other"));
        assertThat(AssistantChange.none()
                        .withMetadata(Patch.set(Metadata.EMPTY))
                        .applyTo(full))
                .isEqualTo(full.withMetadata(Metadata.EMPTY));
    }
}
