package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import runnel.base.Problem;
import runnel.cube.Place;

/**
 * Reads the events of one YAML file, which may not be nested too deep nor hold itself, and knows
 * how far it came.
 */
final class BoundedParser implements Parser {
    /** How deep lists and mappings may be nested. */
    static final int MAX_DEPTH = 64;

    private final String path;
    private final Parser inner;
    private final List<Optional<Anchor>> open = new ArrayList<>();
    private Place place;

    BoundedParser(String path, LoadSettings settings, String text) {
        this.path = path;
        this.inner = new ParserImpl(settings, new StreamReader(settings, text));
        this.place = new Place(path, 1, 1);
    }

    /** Where the last thing that was read begins. */
    Place place() {
        return place;
    }

    @Override
    public boolean hasNext() {
        return inner.hasNext();
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return inner.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return inner.peekEvent();
    }

    @Override
    public Event next() {
        var event = inner.next();
        event.getStartMark()
                .ifPresent(
                        mark -> place = new Place(path, mark.getLine() + 1, mark.getColumn() + 1));
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> {
                open.add(((NodeEvent) event).getAnchor());
                if (open.size() > MAX_DEPTH) {
                    throw new Problem(Problem.Kind.INVALID, "model-too-deep", MAX_DEPTH);
                }
            }
            case MappingEnd, SequenceEnd -> open.removeLast();
            case Alias -> {
                var alias = ((AliasEvent) event).getAlias();
                if (open.contains(Optional.of(alias))) {
                    throw new Problem(Problem.Kind.INVALID, "model-alias-circular", alias);
                }
            }
            default -> {
                // Scalars and the ends of documents hold nothing.
            }
        }
        return event;
    }
}
