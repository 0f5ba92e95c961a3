package runnel.llm;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Problem;
import runnel.tool.ToolOutput;

/**
 * A model with others behind it: when one fails before its first piece, the next is asked.
 *
 * @param first asked first, by full name
 * @param others full names of the others, in order
 */
record Fallback(String first, List<String> others, Models models) implements Model {
    private static final Logger LOG = LoggerFactory.getLogger(Fallback.class);

    @Override
    public String name() {
        return first;
    }

    @Override
    public boolean continuesPrefix() {
        return models.plain(first).continuesPrefix();
    }

    @Override
    public boolean isSimulated() {
        return models.plain(first).isSimulated();
    }

    @Override
    public boolean understands() {
        return models.plain(first).understands();
    }

    @Override
    public PictureLimits pictureLimits() {
        // The same prompt may go to each of them.
        return others.stream()
                .map(other -> models.plain(other).pictureLimits())
                .reduce(models.plain(first).pictureLimits(), PictureLimits::and);
    }

    @Override
    public Reply stream(Prompt prompt, Sink sink) throws InterruptedException {
        var begun = new Begun(sink);
        var name = first;
        for (var next : others) {
            try {
                return models.plain(name).stream(prompt, begun);
            } catch (Problem e) {
                if (begun.isSo) {
                    throw e;
                }
                LOG.warn("{} failed, {} answers instead: {}", name, next, e.getMessage());
                sink.instead(next, e);
                name = next;
            }
        }
        return models.plain(name).stream(prompt, begun);
    }

    /** Knows whether anything was said. */
    private static final class Begun implements Sink {
        private final Sink sink;
        private boolean isSo;

        private Begun(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void text(String piece) {
            isSo = true;
            sink.text(piece);
        }

        @Override
        public void reasoning(String piece) {
            isSo = true;
            sink.reasoning(piece);
        }

        @Override
        public void toolArguments(String callId, String name, String piece) {
            isSo = true;
            sink.toolArguments(callId, name, piece);
        }

        @Override
        public void waits(Problem reason, long millis) {
            sink.waits(reason, millis);
        }

        @Override
        public void source(ToolOutput.Source source) {
            isSo = true;
            sink.source(source);
        }
    }
}
