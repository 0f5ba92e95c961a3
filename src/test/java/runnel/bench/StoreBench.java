package runnel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.conversation.ConversationStore;
import runnel.conversation.Conversations;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.log.Entry;
import runnel.log.Journal;
import runnel.log.LogStore;
import runnel.log.Span;
import runnel.store.sql.Database;
import runnel.store.sql.SqlConversationStore;
import runnel.store.sql.SqlLogStore;

/** Listing among 100,000 conversations, and opening the last page of one with 10,000 messages. */
final class StoreBench {
    private static final int CONVERSATIONS = 100_000;
    private static final int EXCHANGES = 5_000;
    private static final int ROUNDS = 31;

    private StoreBench() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Files.createTempDirectory("runnel-bench");
        try (var database = Database.sqlite(directory, false);
                var logs = new SqlLogStore(database)) {
            fill(logs);
            var store = new SqlConversationStore(database);
            try (var journal = Journal.open(logs, Clock.system(), Journal.Meter.NONE)) {
                var conversations = new Conversations(store, logs, journal, Clock.system());
                report(
                        "list 50 of 100,000 conversations",
                        () -> store.list("owner", ConversationStore.Before.START, 50));
                var deep = store.list("owner", ConversationStore.Before.START, 50).getLast();
                report(
                        "list the 50 after these",
                        () ->
                                store.list(
                                        "owner",
                                        new ConversationStore.Before(
                                                deep.updatedMillis(), deep.id()),
                                        50));
                report(
                        "last 50 of 10,000 messages, cold",
                        () -> {
                            try (var conversation = conversations.open("long")) {
                                return Transcript.latest(conversation, store, 50);
                            } finally {
                                conversations.sweep();
                            }
                        });
                try (var held = conversations.open("long")) {
                    report(
                            "last 50 of 10,000 messages, in memory",
                            () -> Transcript.latest(held, store, 50));
                }
            }
        } finally {
            delete(directory);
        }
    }

    private static void report(String what, Callable<?> work) throws Exception {
        var micros = new long[ROUNDS];
        for (var i = 0; i < ROUNDS; i++) {
            var start = System.nanoTime();
            work.call();
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        var first = micros[0];
        Arrays.sort(micros);
        System.out.printf(
                "%-42s median %7.2f ms, first %7.2f ms%n",
                what, micros[ROUNDS / 2] / 1e3, first / 1e3);
    }

    private static void fill(LogStore logs) {
        var batch = new ArrayList<LogStore.Settled>();
        for (var i = 0; i < CONVERSATIONS; i++) {
            batch.add(conversation("c" + i, 1));
            if (batch.size() == 1000) {
                logs.commit(new LogStore.Commit(List.of(), batch, 0));
                batch.clear();
            }
        }
        logs.commit(new LogStore.Commit(List.of(), List.of(conversation("long", EXCHANGES)), 0));
    }

    private static LogStore.Settled conversation(String id, int exchanges) {
        var events = new ArrayList<Event>();
        events.add(new Event.ConversationStart("owner", "Conversation " + id));
        var leaf = Event.ROOT;
        for (var i = 0; i < exchanges; i++) {
            var asked = Id.message();
            var reply = Id.message();
            var run = Id.run();
            events.add(
                    new Event.MessageSend(
                            asked, "", "owner", "Question number " + i, run, "", "", ""));
            events.add(new Event.RunStart(run, asked, leaf, reply, "", "echo/echo", 1));
            events.add(new Event.TextDelta(reply, 0, "An answer of a usual length. ".repeat(20)));
            events.add(new Event.PartEnd(reply, 0));
            events.add(new Event.RunEnd(run, Outcome.DONE, 10, 0, 100, 0));
            leaf = reply;
        }
        var entries = new ArrayList<Entry>();
        for (var event : events) {
            entries.add(new Entry(entries.size() + 1, 1_700_000_000_000L + entries.size(), event));
        }
        return new LogStore.Settled(id, Span.join(entries));
    }

    private static void delete(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
