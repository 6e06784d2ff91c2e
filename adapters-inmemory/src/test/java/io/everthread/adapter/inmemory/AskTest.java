package io.everthread.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everthread.application.Ask;
import io.everthread.application.AskListener;
import io.everthread.application.AskRequest;
import io.everthread.application.BusyPolicy;
import io.everthread.application.Reply;
import io.everthread.domain.AssistantId;
import io.everthread.domain.ConversationId;
import io.everthread.domain.RunId;
import io.everthread.domain.assistant.AssistantSpec;
import io.everthread.domain.conversation.Message;
import io.everthread.domain.conversation.NewConversation;
import io.everthread.domain.conversation.NewMessage;
import io.everthread.domain.run.NumberedEvent;
import io.everthread.domain.run.Run;
import io.everthread.domain.run.RunEvent;
import io.everthread.domain.run.RunRequest;
import io.everthread.domain.run.RunStatus;
import io.everthread.domain.tool.ToolCall;
import io.everthread.port.AssistantException;
import io.everthread.port.AssistantGateway;
import io.everthread.port.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final InMemory fake = InMemory.create();
    private final AssistantGateway gateway = fake.gateway();
    private final Ask ask = new Ask(gateway, fake.clock());
    private final AssistantId assistant =
            gateway.assistants().create(AssistantSpec.of("m")).id();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplyComesStreamedAndAwaitedAlike(boolean streamed) {
        fake.script(Script.of(Rule.when("born").saysInChunks("In ", "memory.")));
        AskRequest request = asking("Where were you born?");
        Told told = new Told();

        Reply reply = streamed ? ask.ask(request, told) : ask.ask(request);

        assertThat(reply.text()).isEqualTo("In memory.");
        assertThat(reply.run().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(told.text).isEqualTo(streamed ? List.of("In ", "memory.") : List.of());
        assertThat(texts(reply.run().conversation())).containsExactly("Where were you born?", "In memory.");
    }

    @Test
    void aConversationGoesOn() {
        fake.script(
                Script.of(Rule.always().onTurn(2).says("Again."), Rule.always().says("First.")));
        ConversationId conversation = ask.ask(asking("one")).run().conversation();

        assertThat(ask.ask(asking("two").in(conversation)).text()).isEqualTo("Again.");
        assertThat(texts(conversation)).containsExactly("one", "First.", "two", "Again.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void toolCallsAreAnsweredUntilTheModelIsSatisfied(boolean streamed) {
        fake.script(Script.of(
                Rule.when("weather").calls("look_out", "{}").calls("listen", "{}"),
                Rule.whenToolResult("look_out").onMatch(1).calls("look_out", "{\"again\":true}"),
                Rule.whenToolResult("look_out").says("It rains.")));
        Told told = new Told();
        AskRequest request = asking("How is the weather?").withTools(call -> call.name() + " done");

        Reply reply = streamed ? ask.ask(request, told) : ask.ask(request, new Told());

        assertThat(reply.text()).isEqualTo("It rains.");
        assertThat(reply.run().status()).isEqualTo(RunStatus.COMPLETED);
        if (streamed) {
            assertThat(told.calls).containsExactly("look_out", "listen", "look_out");
            assertThat(told.numbers).isSorted().doesNotHaveDuplicates().startsWith(1L);
        }
    }

    @Test
    void withoutToolsARunThatRequiresActionIsHandedBack() {
        fake.script(Script.of(Rule.always().calls("look_out", "{}")));

        assertThat(ask.ask(asking("weather")).run().status()).isEqualTo(RunStatus.REQUIRES_ACTION);
    }

    @Test
    void aToolThatThrowsLeavesTheRunWaiting() {
        fake.script(Script.of(Rule.always().calls("look_out", "{}")));
        ConversationId conversation = conversation();

        assertThatThrownBy(() -> ask.ask(asking("weather").in(conversation).withTools(call -> {
                    throw new UnsupportedOperationException("no window");
                })))
                .hasMessage("no window");

        assertThat(onlyRun(conversation).status()).isEqualTo(RunStatus.REQUIRES_ACTION);
    }

    @Test
    void aBusyConversationIsWaitedFor() {
        ConversationId conversation = busyFor(LONG);
        Told told = new Told();

        assertThat(ask.ask(asking("next").in(conversation), told).text()).isEqualTo("done");
        assertThat(told.busy).hasSize(1);
        assertThat(texts(conversation)).containsExactly("slow", "done", "next", "done");
    }

    @Test
    void aBusyConversationIsMadeFree() {
        ConversationId conversation = busyFor(LONG);

        assertThat(ask.ask(asking("next").in(conversation).onBusy(BusyPolicy.CANCEL))
                        .text())
                .isEqualTo("done");
        assertThat(gateway.runs().list(conversation, PageRequest.OLDEST).items())
                .extracting(Run::status)
                .containsExactly(RunStatus.CANCELLED, RunStatus.COMPLETED);
    }

    @Test
    void aBusyConversationIsLeftAlone() {
        ConversationId conversation = busyFor(LONG);

        assertThatThrownBy(() -> ask.ask(asking("next").in(conversation).onBusy(BusyPolicy.FAIL)))
                .isInstanceOf(AssistantException.Busy.class);
        assertThat(texts(conversation)).containsExactly("slow");
    }

    @Test
    void aRunThatWaitsForSomebodysToolsIsNotWaitedForInVain() {
        fake.script(Script.of(Rule.always().calls("look_out", "{}")));
        ConversationId conversation = ask.ask(asking("weather")).run().conversation();

        assertThatThrownBy(() -> ask.ask(asking("next").in(conversation))).isInstanceOf(AssistantException.Busy.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterTheDeadlineTheRunIsCancelledAndTheConversationFree(boolean streamed) {
        fake.script(Script.of(
                Rule.when("slow").saysInChunks("half", "whole").pausing(LONG),
                Rule.always().says("done")));
        ConversationId conversation = conversation();
        AskRequest request = asking("slow").in(conversation).within(Duration.ofSeconds(1));

        assertThatThrownBy(() -> {
                    Reply reply = streamed ? ask.ask(request, new Told()) : ask.ask(request);
                    assertThat(reply).isNull();
                })
                .isInstanceOf(AssistantException.TimedOut.class);

        assertThat(gateway.runs()
                        .await(conversation, onlyRun(conversation).id())
                        .status())
                .isEqualTo(RunStatus.CANCELLED);
        assertThat(ask.ask(asking("next").in(conversation)).text()).isEqualTo("done");
    }

    @Test
    void aQuestionThatCannotBeRunIsNotLeftBehind() {
        ConversationId conversation = conversation();
        AskRequest request = AskRequest.of(NewMessage.user("hi"), RunRequest.of(new AssistantId("nobody")));

        assertThatThrownBy(() -> ask.ask(request.in(conversation))).isInstanceOf(AssistantException.NotFound.class);
        assertThatThrownBy(() -> ask.ask(request)).isInstanceOf(AssistantException.NotFound.class);

        assertThat(texts(conversation)).isEmpty();
        assertThat(gateway.conversations().list(PageRequest.NEWEST).items()).hasSize(1);
    }

    private AskRequest asking(String text) {
        return AskRequest.of(NewMessage.user(text), RunRequest.of(assistant));
    }

    private ConversationId conversation() {
        return gateway.conversations().create(NewConversation.EMPTY).id();
    }

    /** A conversation with a run that takes so long. */
    private ConversationId busyFor(Duration duration) {
        fake.script(Script.of(
                Rule.when("slow").says("done").after(duration), Rule.always().says("done")));
        Run run = gateway.runs()
                .createWithConversation(NewConversation.of(NewMessage.user("slow")), RunRequest.of(assistant));
        return run.conversation();
    }

    private Run onlyRun(ConversationId conversation) {
        return gateway.runs().list(conversation, PageRequest.NEWEST).items().get(0);
    }

    private List<String> texts(ConversationId conversation) {
        return gateway.messages().list(conversation, PageRequest.OLDEST).items().stream()
                .map(Message::text)
                .toList();
    }

    private static final class Told implements AskListener {
        private final List<String> text = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private final List<RunId> busy = new ArrayList<>();

        @Override
        public void onBusy(RunId active) {
            busy.add(active);
        }

        @Override
        public void onEvent(NumberedEvent event) {
            numbers.add(event.number());
            if (event.event() instanceof RunEvent.TextDelta delta) {
                text.add(delta.text());
            }
        }

        @Override
        public void onToolCall(ToolCall call) {
            calls.add(call.name());
        }
    }
}
