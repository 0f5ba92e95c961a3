package runnel.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import runnel.base.Problem;
import runnel.base.Text;
import runnel.cli.terminal.Clean;

/**
 * The commands at the prompt, which begin with a slash. Each has its text under {@code
 * cli.help.NAME}.
 */
final class SlashCommands implements Completer {
    private static final int LISTED = 20;

    /** Of a title in the list, which has a line for each conversation. */
    private static final int TITLE_CHARS = 48;

    private final RemoteServer server;
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private List<String> conversations = List.of();
    private List<String> models;
    private List<String> agents = List.of();

    /** What a command does, with the word that follows its name; empty for none. */
    private interface Action {
        void run(Dialogue dialogue, String argument) throws InterruptedException;
    }

    /**
     * @param models what the server said of its models
     */
    SlashCommands(RemoteServer server, JsonNode models) {
        this.server = server;
        this.models = names(models);
        actions.put("help", this::help);
        actions.put("new", (dialogue, argument) -> startAnew(dialogue));
        actions.put("list", (dialogue, argument) -> list(dialogue));
        actions.put("open", this::open);
        actions.put("model", this::model);
        actions.put("agent", this::agent);
        actions.put("tools", (dialogue, argument) -> tools(dialogue));
        actions.put("file", this::file);
        actions.put("stop", (dialogue, argument) -> dialogue.stop());
        actions.put("allow", (dialogue, argument) -> dialogue.answer(true));
        actions.put("deny", (dialogue, argument) -> dialogue.answer(false));
        actions.put("retry", (dialogue, argument) -> dialogue.retry());
        actions.put("usage", (dialogue, argument) -> usage(dialogue));
        actions.put("reasoning", (dialogue, argument) -> reasoning(dialogue));
        actions.put("quit", (dialogue, argument) -> dialogue.quit());
    }

    /** Carries out a command. */
    void run(Dialogue dialogue, String line) {
        var words = line.strip().substring(1).split("\\s+", 2);
        var action = actions.get(words[0]);
        dialogue.attempt(() -> {
            if (action == null) {
                throw new Problem(Problem.Kind.INVALID, "cli-command", "/" + words[0]);
            }
            action.run(dialogue, words.length > 1 ? words[1].strip() : "");
        });
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            actions.keySet().forEach(name -> candidates.add(new Candidate("/" + name)));
        } else if (line.wordIndex() == 1 && line.words().getFirst().equals("/model")) {
            models.forEach(name -> candidates.add(new Candidate(name)));
        } else if (line.wordIndex() == 1 && line.words().getFirst().equals("/agent")) {
            agents.forEach(name -> candidates.add(new Candidate(name)));
        } else if (line.wordIndex() == 1 && line.words().getFirst().equals("/open")) {
            conversations.forEach(id -> candidates.add(new Candidate(id)));
        }
    }

    private void help(Dialogue dialogue, String argument) {
        var texts = dialogue.texts();
        var lines = new ArrayList<String>();
        actions.keySet().forEach(name -> lines.add(texts.text("cli.help." + name)));
        lines.add(texts.text("cli.help.keys"));
        dialogue.view().say(lines);
    }

    private void startAnew(Dialogue dialogue) throws InterruptedException {
        dialogue.startAnew();
        dialogue.view().notice(dialogue.texts().text("cli.new"));
    }

    private void list(Dialogue dialogue) throws InterruptedException {
        var lines = new ArrayList<String>();
        var ids = new ArrayList<String>();
        for (var conversation : server.get("conversations?limit=" + LISTED).path("conversations")) {
            ids.add(conversation.path("id").asText());
            lines.add("%2d  %s".formatted(ids.size(), title(conversation)));
        }
        conversations = ids;
        dialogue.view()
                .say(lines.isEmpty() ? List.of(dialogue.texts().text("cli.list.empty")) : lines);
    }

    private static String title(JsonNode conversation) {
        var title = Text.shortened(Clean.line(conversation.path("title").asText()), TITLE_CHARS);
        return title.isEmpty()
                ? conversation.path("id").asText()
                : title + "  " + conversation.path("id").asText();
    }

    private void open(Dialogue dialogue, String argument) throws InterruptedException {
        if (argument.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "cli-open");
        }
        var listed = argument.matches("[0-9]{1,2}") ? Integer.parseInt(argument) - 1 : -1;
        dialogue.join(
                listed >= 0 && listed < conversations.size()
                        ? conversations.get(listed)
                        : argument);
    }

    private void model(Dialogue dialogue, String argument) throws InterruptedException {
        var answer = server.get("models");
        models = names(answer);
        var texts = dialogue.texts();
        if (argument.isEmpty()) {
            var used =
                    dialogue.model().isEmpty() ? answer.path("default").asText() : dialogue.model();
            dialogue.view()
                    .say(
                            models.stream()
                                    .map(name -> (name.equals(used) ? "* " : "  ") + name)
                                    .toList());
        } else if (models.contains(argument)) {
            dialogue.useModel(argument);
            dialogue.view().notice(texts.text("cli.model", argument));
        } else {
            throw new Problem(Problem.Kind.INVALID, "cli-model", argument);
        }
    }

    private void agent(Dialogue dialogue, String argument) throws InterruptedException {
        var answer = server.get("agents");
        agents = answer.path("agents").findValuesAsText("name");
        if (argument.isEmpty()) {
            var used = dialogue.agent();
            var lines = new ArrayList<String>();
            for (var agent : answer.path("agents")) {
                lines.addAll(Listing.agent(agent, agent.path("name").asText().equals(used)));
            }
            dialogue.view().say(lines);
        } else if (agents.contains(argument)) {
            dialogue.useAgent(argument);
            dialogue.view().notice(dialogue.texts().text("cli.agent", argument));
        } else {
            throw new Problem(Problem.Kind.INVALID, "cli-agent", argument);
        }
    }

    private void tools(Dialogue dialogue) throws InterruptedException {
        dialogue.view().say(Listing.tools(server.get("tools"), dialogue.texts()));
    }

    private void file(Dialogue dialogue, String argument) throws InterruptedException {
        if (argument.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "cli-file-which");
        }
        var path = Path.of(argument.replaceFirst("^~(?=/)", System.getProperty("user.home")));
        dialogue.attach(path);
        var texts = dialogue.texts();
        var name = Clean.line(String.valueOf(path.getFileName()));
        dialogue.view().notice(texts.text("cli.file.attached", name));
    }

    private void usage(Dialogue dialogue) throws InterruptedException {
        var texts = dialogue.texts();
        var shown = dialogue.view().toggleUsage();
        var cost = dialogue.cost();
        var usage = dialogue.view().usage();
        var last = usage.isEmpty() || cost.isEmpty() ? usage : usage + " · " + cost;
        var now = texts.text(shown ? "cli.usage.on" : "cli.usage.off");
        dialogue.view().notice(last.isEmpty() ? now : last + "\n" + now);
    }

    private void reasoning(Dialogue dialogue) {
        var reasoning = dialogue.view().lastReasoning();
        dialogue.view()
                .notice(
                        reasoning.isEmpty()
                                ? dialogue.texts().text("cli.reasoning.none")
                                : reasoning);
    }

    private static List<String> names(JsonNode answer) {
        var names = new ArrayList<String>();
        answer.path("models").forEach(name -> names.add(name.asText()));
        return names;
    }
}
