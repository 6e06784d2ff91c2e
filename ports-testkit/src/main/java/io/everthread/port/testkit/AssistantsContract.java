package io.everthread.port.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everthread.domain.AssistantId;
import io.everthread.domain.JsonText;
import io.everthread.domain.Metadata;
import io.everthread.domain.Patch;
import io.everthread.domain.assistant.Assistant;
import io.everthread.domain.assistant.AssistantChange;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.assistant.ResponseFormat;
import io.everthread.domain.assistant.Sampling;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.tool.ToolDefinition;
import io.everthread.domain.tool.ToolResources;
import io.everthread.port.AssistantException.NotFound;
import io.everthread.port.Limitation;
import io.everthread.port.PageRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link io.everthread.port.Assistants} promises. */
public abstract class AssistantsContract extends GatewayFixture {

    private static final AssistantSpec FULL = new AssistantSpec(
            "model-2",
            "Grace",
            "Knows ships – and 船.",
            "Line one.\n\n  Line two, \"quoted\".",
            List.of(
                    Samples.function("look_up"),
                    new ToolDefinition.Function("bare", null, null, true),
                    new ToolDefinition.CodeInterpreter(),
                    new ToolDefinition.FileSearch(7, "auto", 0.5)),
            new ToolResources(List.of("file-1", "file-2"), List.of("vs-1"), null),
            new Sampling(
                    0.3,
                    0.9,
                    "low",
                    new ResponseFormat.JsonSchema("answer", "An answer.", new JsonText("{\"type\":\"object\"}"), true)),
            Samples.METADATA);

    @Test
    @Proves("AG-10")
    void whatWasCreatedIsFoundWithItsSpecification() {
        Assistant created = gateway.assistants().create(FULL);

        assertThat(created.spec()).isEqualTo(FULL);
        assertThat(gateway.assistants().get(created.id())).isEqualTo(created);
        assertThat(gateway.assistants().list(PageRequest.NEWEST).items()).containsExactly(created);
    }

    @Test
    @Proves("AG-10")
    void whatWasLeftOpenStaysOpen() {
        AssistantSpec bare = AssistantSpec.of("model-1");

        Assistant created = gateway.assistants().create(bare);

        assertThat(gateway.assistants().get(created.id()).spec()).isEqualTo(bare);
    }

    @Test
    @Proves("AG-11")
    void anUpdateSetsWhatItNamesAndKeepsTheRest() {
        Assistant created = gateway.assistants().create(FULL);
        AssistantChange change = AssistantChange.none()
                .withName(Patch.set("Hopper"))
                .withMetadata(Patch.set(Metadata.of("only", "this")));

        Assistant updated = gateway.assistants().update(created.id(), change);

        Assistant expected = created.with(FULL.withName("Hopper").withMetadata(Metadata.of("only", "this")));
        assertThat(updated).isEqualTo(expected);
        assertThat(gateway.assistants().get(created.id())).isEqualTo(expected);
    }

    @Test
    @Proves("AG-11")
    void anUpdateThatNamesNothingChangesNothing() {
        Assistant created = gateway.assistants().create(FULL);

        assertThat(gateway.assistants().update(created.id(), AssistantChange.none()))
                .isEqualTo(created);
        assertThat(gateway.assistants().get(created.id())).isEqualTo(created);
    }

    @Test
    @Proves("AG-11")
    void anUpdateWithNullClears() {
        Assistant created = gateway.assistants().create(FULL);
        AssistantChange change = new AssistantChange(
                Patch.keep(),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(List.of()),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(Metadata.EMPTY));

        gateway.assistants().update(created.id(), change);

        assertThat(gateway.assistants().get(created.id()).spec()).isEqualTo(AssistantSpec.of("model-2"));
    }

    @Test
    @Proves("AG-12")
    void aDeletedAssistantIsGone() {
        AssistantId kept = assistant();
        AssistantId deleted = assistant();

        gateway.assistants().delete(deleted);

        assertNotFound(
                NotFound.Resource.ASSISTANT, deleted, () -> gateway.assistants().get(deleted));
        assertThat(gateway.assistants().list(PageRequest.NEWEST).items())
                .extracting(Assistant::id)
                .containsExactly(kept);
        assertNotFound(
                NotFound.Resource.ASSISTANT,
                deleted,
                () -> gateway.runs().create(conversation("hi"), RunRequest.of(deleted)));
    }

    @Test
    @Proves("AG-12")
    void aDeletedAssistantLeavesItsPastRunsAndMessages() {
        Run run = stoppedRun(Turn.says("hello"));
        List<?> messages = messages(run.conversation());

        gateway.assistants().delete(run.assistant());

        assertThat(current(run)).isEqualTo(run);
        assertThat(messages(run.conversation())).isEqualTo(messages).hasSize(2);
    }

    @Test
    @Proves("AG-13")
    void putCreatesUnderTheGivenId() throws Throwable {
        AssistantId own = new AssistantId("brought-along.42");
        unlessLimited(Limitation.CHOOSE_ASSISTANT_ID, () -> gateway.assistants().put(own, FULL), () -> {
            Assistant put = gateway.assistants().put(own, FULL);

            assertThat(put.id()).isEqualTo(own);
            assertThat(put.spec()).isEqualTo(FULL);
            assertThat(gateway.assistants().get(own)).isEqualTo(put);
        });
    }

    @Test
    @Proves("AG-13")
    void putReplacesAndKeepsTheTimeOfCreation() throws Throwable {
        Assistant created = gateway.assistants().create(FULL);
        harness.elapse(Duration.ofSeconds(5));
        AssistantSpec bare = AssistantSpec.of("model-1");
        unlessLimited(Limitation.CHOOSE_ASSISTANT_ID, () -> gateway.assistants().put(created.id(), bare), () -> {
            Assistant put = gateway.assistants().put(created.id(), bare);

            assertThat(put).isEqualTo(created.with(bare));
            assertThat(gateway.assistants().list(PageRequest.NEWEST).items()).containsExactly(put);
        });
    }
}
