package runnel.llm.echo;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import runnel.llm.Finish;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Reply;
import runnel.llm.Usage;
import runnel.tool.ToolCall;

/**
 * A simulation that says so, and then repeats the last message word by word, Chinese character by
 * character. A message {@code @tool {…}} has it call that tool, so that tools can be tried without
 * a model.
 *
 * <p>The same prompt always gives the same reply; the repeated text is exact, white space included.
 * Immutable.
 */
public final class EchoModel implements Model {
    /** About the speed at which a model of middling size writes. */
    public static final int PACE_MILLIS = 30;

    /**
     * Chinese, Japanese and Korean, as ranges: to ask each character for its script costs more than
     * all else here.
     */
    private static final String WIDE =
            "\\u2E80-\\uA4CF\\uAC00-\\uD7AF\\uF900-\\uFAFF\\uFF00-\\uFFEF\\x{20000}-\\x{3FFFF}";

    /**
     * A wide character or a word, each with the white space behind it; long runs without a gap are
     * cut.
     */
    private static final Pattern PIECE =
            Pattern.compile("[" + WIDE + "]\\s*|[^\\s" + WIDE + "]{1,40}\\s*|\\s+");

    private static final Pattern CHINESE = Pattern.compile("[\\u4E00-\\u9FFF]");

    /** A usual estimate. */
    private static final int CHARS_A_TOKEN = 4;

    private static final String SAYS_EN =
            "*This is a simulation: no language model is connected, so here are your own words again.*\n\n";
    private static final String SAYS_ZH = "*这是模拟回复:尚未接入语言模型,下面原样重复您的话。*\n\n";

    private static final String SAYS_RESULT = "*This is a simulation. The tool answered:*\n\n";
    private static final Pattern CALL = Pattern.compile("(?s)@([A-Za-z0-9_-]+)\\s+(\\{.*})");

    private final String name;
    private final int paceMillis;

    /**
     * @param paceMillis between two words; 0 for as fast as possible
     */
    public EchoModel(String name, int paceMillis) {
        if (paceMillis < 0) {
            throw new IllegalArgumentException("pace must not be negative");
        }
        this.name = name;
        this.paceMillis = paceMillis;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands() {
        return false;
    }

    @Override
    public boolean continuesPrefix() {
        return true;
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public Reply stream(Prompt prompt, Sink sink) throws InterruptedException {
        var pace = new Pace(paceMillis);
        var call = prompt.prefix().isEmpty() ? call(prompt) : Optional.<ToolCall>empty();
        if (call.isPresent()) {
            var wanted = call.get();
            var pieces = PIECE.matcher(wanted.arguments());
            while (pieces.find()) {
                pace.await();
                sink.toolArguments(wanted.id(), wanted.name(), pieces.group());
            }
            var usage = new Usage(read(prompt), 0, 1, 0);
            return new Reply(Finish.TOOL_CALLS, usage, List.of(wanted));
        }
        var pieces = PIECE.matcher(rest(answer(prompt), prompt.prefix()));
        var said = 0;
        while (pieces.find()) {
            if (said++ > 0) {
                pace.await();
            }
            sink.text(pieces.group());
        }
        return new Reply(Finish.STOP, new Usage(read(prompt), 0, said, 0), List.of());
    }

    /** The tool that the last message names by {@code @name}, with JSON behind it. */
    private static Optional<ToolCall> call(Prompt prompt) {
        if (prompt.turns().isEmpty()
                || !(prompt.turns().getLast() instanceof Prompt.User(var text, _, _))) {
            return Optional.empty();
        }
        var named = CALL.matcher(text.strip());
        return named.matches()
                        && prompt.tools().stream()
                                .anyMatch(tool -> tool.name().equals(named.group(1)))
                ? Optional.of(new ToolCall("echo", named.group(1), named.group(2)))
                : Optional.empty();
    }

    private static String answer(Prompt prompt) {
        if (!prompt.turns().isEmpty()
                && prompt.turns().getLast() instanceof Prompt.Tool(var result)) {
            return SAYS_RESULT + result.text();
        }
        var said =
                prompt.turns().reversed().stream()
                        .filter(Prompt.User.class::isInstance)
                        .map(turn -> ((Prompt.User) turn).text())
                        .findFirst()
                        .orElse("");
        return (CHINESE.matcher(said).find() ? SAYS_ZH : SAYS_EN) + said;
    }

    /** What follows the prefix; everything where the prefix is somebody else's. */
    private static String rest(String answer, String prefix) {
        return answer.startsWith(prefix) ? answer.substring(prefix.length()) : answer;
    }

    private static long read(Prompt prompt) {
        var chars = (long) prompt.instruction().length();
        for (var turn : prompt.turns()) {
            chars +=
                    switch (turn) {
                        case Prompt.User(var text, _, _) -> text.length();
                        case Prompt.Assistant(var text, var calls, _) -> text.length();
                        case Prompt.Tool(var result) -> result.text().length();
                    };
        }
        return chars / CHARS_A_TOKEN;
    }
}
