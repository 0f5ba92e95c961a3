package runnel.llm.langchain;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import runnel.llm.Prompt;
import runnel.tool.ToolCall;
import runnel.tool.ToolSpec;

/** Says a prompt in LangChain4j's words. */
final class Turns {
    /** LangChain4j and most providers refuse a blank turn. */
    private static final String BLANK = "(empty)";

    private Turns() {}

    /**
     * @param tools whether the model is told of them
     */
    static ChatRequest request(Prompt prompt, Dialect dialect, boolean tools) {
        var messages = new ArrayList<ChatMessage>(prompt.turns().size() + 1);
        if (!prompt.instruction().isBlank()) {
            messages.add(SystemMessage.from(prompt.instruction()));
        }
        for (var turn : prompt.turns()) {
            switch (turn) {
                case Prompt.User user -> messages.add(user(user));
                case Prompt.Assistant(var text, var calls, var memo) -> {
                    // A turn that was stopped before its first word says nothing.
                    if (!text.isBlank() || !calls.isEmpty()) {
                        messages.add(assistant(text, calls, memo));
                    }
                }
                case Prompt.Tool(var result) ->
                        messages.add(
                                ToolExecutionResultMessage.from(
                                        result.call().id(),
                                        result.call().name(),
                                        result.text().isBlank() ? BLANK : result.text()));
            }
        }
        var request = ChatRequest.builder().messages(messages);
        if (tools && !prompt.tools().isEmpty()) {
            request.toolSpecifications(
                    prompt.tools().stream().map(tool -> tool(tool, dialect)).toList());
        }
        return request.build();
    }

    private static UserMessage user(Prompt.User user) {
        if (user.pictures().isEmpty()) {
            return UserMessage.from(user.told().isBlank() ? BLANK : user.told());
        }
        var contents = new ArrayList<Content>();
        for (var picture : user.pictures()) {
            var data = Base64.getEncoder().encodeToString(picture.content());
            contents.add(ImageContent.from(data, picture.type()));
        }
        if (!user.told().isBlank()) {
            contents.add(TextContent.from(user.told()));
        }
        return UserMessage.from(contents);
    }

    private static AiMessage assistant(String text, List<ToolCall> calls, String memo) {
        var requests =
                calls.stream()
                        .map(call ->
                                ToolExecutionRequest.builder()
                                        .id(call.id())
                                        .name(call.name())
                                        .arguments(call.arguments())
                                        .build())
                        .toList();
        var message = AiMessage.builder().toolExecutionRequests(requests);
        Memo.handBack(memo, message);
        return text.isBlank() ? message.build() : message.text(text).build();
    }

    private static ToolSpecification tool(ToolSpec tool, Dialect dialect) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(Schemas.parameters(tool.parameters(), dialect))
                .build();
    }
}
