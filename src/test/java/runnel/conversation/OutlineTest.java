package runnel.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.event.Event;
import runnel.event.Outcome;

/** The visible path is the same whether it was kept up from event to event or is walked anew. */
final class OutlineTest {
    private static final int TURNS = 120;

    private final List<Event> log = new ArrayList<>();
    private final Outline kept = new Outline();
    private int number;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_path_is_kept_up(long seed) {
        var chance = new Random(seed);
        var longest = 0;
        for (var turn = 0; turn < TURNS; turn++) {
            turn(chance);
            longest = Math.max(longest, kept.path().size());
        }
        assertThat(longest).isGreaterThan(6);
        assertThat(kept.leaf()).isEqualTo(kept.path().getLast().id());
    }

    private void turn(Random chance) {
        var path = kept.path();
        var number = ++this.number;
        var run = "r" + number;
        var any = path.isEmpty() ? Event.ROOT : path.get(chance.nextInt(path.size())).id();
        switch (chance.nextInt(8)) {
            case 0 -> reply(chance).ifPresent(reply -> apply(new Event.VersionSelect(reply)));
            case 1 -> {
                send(run, "");
                send("r" + number + "b", "");
                apply(new Event.MessageMove("q" + run, "q" + run + "b"));
                apply(new Event.MessageRemove("q" + run));
                answer(run + "b", kept.leaf(), chance);
            }
            case 2 -> {
                // An edit: a sibling of a message that is somewhere in the path.
                var edited = path.isEmpty() ? null : kept.find(any);
                send(run, edited == null ? "" : edited.parent());
                answer(run, edited == null ? Event.ROOT : edited.parent(), chance);
            }
            case 3 -> {
                // Answered again: another reply to the same message.
                var asked = path.stream().filter(header -> header.author() == Header.Author.PERSON);
                asked.findAny()
                        .ifPresent(header -> {
                            apply(new Event.ReplyRequest(run, header.id(), "a", "m"));
                            reply(run, header.id(), header.parent(), chance);
                        });
            }
            default -> {
                send(run, "");
                answer(run, kept.leaf(), chance);
            }
        }
    }

    private void send(String run, String parent) {
        apply(new Event.MessageSend("q" + run, parent, "ann", "?", run, "a", "m", ""));
    }

    private void answer(String run, String parent, Random chance) {
        reply(run, "q" + run, parent, chance);
    }

    private void reply(String run, String message, String parent, Random chance) {
        apply(new Event.RunStart(run, message, parent, "p" + run, "a", "m", 1));
        if (chance.nextInt(5) == 0) {
            // Interrupted, and begun anew with another reply.
            apply(new Event.RunStart(run, message, parent, "p" + run + "2", "a", "m", 2));
        }
        apply(new Event.RunEnd(run, Outcome.DONE, 1, 0, 1, 0));
    }

    private Optional<String> reply(Random chance) {
        var replies =
                log.stream()
                        .filter(Event.RunStart.class::isInstance)
                        .map(event -> ((Event.RunStart) event).reply())
                        .toList();
        return replies.isEmpty()
                ? Optional.empty()
                : Optional.of(replies.get(chance.nextInt(replies.size())));
    }

    private void apply(Event event) {
        log.add(event);
        kept.apply(log.size(), log.size(), event);
        var anew = new Outline();
        for (var i = 0; i < log.size(); i++) {
            anew.apply(i + 1, i + 1, log.get(i));
        }
        assertThat(kept.path()).as("after %s", event).isEqualTo(anew.path());
    }
}
