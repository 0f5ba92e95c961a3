package runnel.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.log.LogStore;
import runnel.log.Span;
import runnel.run.Runs;
import runnel.store.sql.Database;
import runnel.store.sql.SqlConversationStore;
import runnel.store.sql.SqlLogStore;

/**
 * What a dead server has left on the disk, and whether it bears out what viewers have seen.
 *
 * <p>It is read from a copy, so that the next start finds everything as the crash left it.
 */
final class Evidence {
    private final Path directory;
    private final Map<String, List<Span>> logs = new HashMap<>();
    private final List<String> unfinished;

    private Evidence(Path directory, List<String> unfinished) {
        this.directory = directory;
        this.unfinished = unfinished;
    }

    /** Reads the logs of some conversations. */
    static Evidence of(Path data, Path copy, Iterable<String> conversations) throws IOException {
        Files.createDirectories(copy);
        try (var files = Files.list(data)) {
            for (var file : files.filter(file -> !file.toString().endsWith("-shm")).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (var database = Database.sqlite(copy, false);
                var store = new SqlLogStore(database)) {
            var evidence = new Evidence(copy, new SqlConversationStore(database).unfinished());
            var open = store.open();
            conversations.forEach(conversation ->
                    evidence.logs.put(conversation, read(store, open, conversation)));
            return evidence;
        }
    }

    /** What is on the disk must hold all that the viewer has been shown, to the letter. */
    void holds(Viewer.Ask ask) {
        var reader = ask.reader();
        if (!ask.isAccepted()) {
            return;
        }
        var log = logs.getOrDefault(reader.conversation(), List.of());
        var text = new StringBuilder();
        var asked = 0;
        for (var span : log) {
            if (span.event() instanceof Event.MessageSend send && send.run().equals(reader.run())) {
                asked++;
                check(
                        send.text().equals(ask.question()),
                        "another question than " + ask.question() + ": " + send);
            }
            if (span.first() <= reader.cursor()
                    && span.between(0, reader.cursor()).event() instanceof Event.TextDelta delta
                    && delta.message().equals(reader.reply())) {
                text.append(delta.text());
            }
        }
        check(
                asked == 1,
                "question " + ask.question() + " was accepted, and is there " + asked + " times");
        check(
                text.toString().equals(reader.text()),
                "at "
                        + reader.cursor()
                        + " a viewer saw «"
                        + reader.text()
                        + "», the log has «"
                        + text
                        + "»");
    }

    /** Nothing may be left undone, nothing done twice, and no run tried more often than allowed. */
    Summary complete(List<Viewer.Ask> asks) {
        check(unfinished.isEmpty(), "runs that have not ended, in " + unfinished);
        var summary = new Summary();
        for (var ask : asks) {
            check(ask.isOver(), ask.question() + " has no end");
            holds(ask);
            var log = logs.getOrDefault(ask.reader().conversation(), List.of());
            var same =
                    log.stream()
                            .filter(span ->
                                    span.event() instanceof Event.MessageSend send
                                            && send.text().equals(ask.question()))
                            .count();
            check(same == 1, ask.question() + " is there " + same + " times");
            summary.add(run(log, ask));
        }
        return summary;
    }

    /** Follows one run through its log. */
    private static RunStory run(List<Span> log, Viewer.Ask ask) {
        var id = ask.reader().run();
        var story = new RunStory();
        for (var span : log) {
            switch (span.event()) {
                case Event.RunStart start when start.run().equals(id) -> story.start(start);
                case Event.Delta delta when delta.message().equals(story.reply) ->
                        story.fruitless = 0;
                case Event.RunProblem problem when problem.run().equals(id) ->
                        story.problem = problem.code();
                case Event.RunEnd end when end.run().equals(id) -> {
                    check(story.outcome.isEmpty(), id + " ends twice");
                    story.outcome = end.outcome().word();
                }
                default -> {}
            }
        }
        var question = ask.question();
        check(
                story.outcome.equals(ask.reader().outcome()),
                question + " ended otherwise than it was said");
        var limit = Runs.Limits.DEFAULT.attempts();
        check(
                story.mostFruitless <= limit,
                question + " was tried " + story.mostFruitless + " times in vain");
        if (story.outcome.equals(Outcome.FAILED.word())) {
            check(
                    story.problem.equals("run-interrupted"),
                    question + " failed for another reason: " + story.problem);
            check(
                    story.fruitless == limit,
                    question + " was given up after " + story.fruitless + " attempts");
        } else if (!question.startsWith(Speech.Manner.SILENT.name())) {
            check(
                    story.outcome.equals(Outcome.DONE.word()),
                    question + " ended as " + story.outcome);
        }
        return story;
    }

    /** Removes the copy. */
    void discard() throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static List<Span> read(
            SqlLogStore store, List<LogStore.Piece> open, String conversation) {
        var log = new ArrayList<Span>();
        for (var at = 0L; ; at = log.getLast().last()) {
            var stretch = store.read(conversation, at, Long.MAX_VALUE, 100_000);
            log.addAll(stretch);
            if (stretch.isEmpty()) {
                break;
            }
        }
        for (var piece : open) {
            if (piece.conversation().equals(conversation)) {
                piece.entries()
                        .forEach(entry ->
                                log.add(
                                        new Span(
                                                entry.seq(),
                                                entry.seq(),
                                                entry.timeMillis(),
                                                entry.event(),
                                                List.of())));
            }
        }
        for (var i = 1; i < log.size(); i++) {
            check(
                    log.get(i).first() == log.get(i - 1).last() + 1,
                    "a gap in " + conversation + " before " + log.get(i));
        }
        return log;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** What became of one run. */
    private static final class RunStory {
        private String reply = "";
        private String outcome = "";
        private String problem = "";
        private int attempts;
        private int versions;
        private int fruitless;
        private int mostFruitless;

        private void start(Event.RunStart start) {
            if (!start.reply().equals(reply)) {
                versions++;
                reply = start.reply();
            }
            if (start.attempt() > attempts) {
                check(
                        start.attempt() == attempts + 1,
                        "attempt " + start.attempt() + " after " + attempts);
                attempts = start.attempt();
                fruitless++;
            }
            mostFruitless = Math.max(mostFruitless, fruitless);
        }
    }

    /** All runs together. */
    static final class Summary {
        private int runs;
        private int takenUp;
        private int branched;
        private int givenUp;

        private void add(RunStory story) {
            runs++;
            takenUp += story.attempts - 1;
            branched += story.versions - 1;
            givenUp += story.outcome.equals(Outcome.FAILED.word()) ? 1 : 0;
        }

        int givenUp() {
            return givenUp;
        }

        int takenUp() {
            return takenUp;
        }

        @Override
        public String toString() {
            return "%d runs, taken up %d times, %d in another version; %d given up at the limit of attempts"
                    .formatted(runs, takenUp, branched, givenUp);
        }
    }
}
