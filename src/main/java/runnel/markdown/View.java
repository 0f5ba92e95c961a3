package runnel.markdown;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page holds for one block. */
abstract sealed class View permits View.Parent, View.Inlines, View.Text {
    private final String shape;
    private final String open;
    private final String close;
    private final boolean bare;
    private Block block;

    View(Block block) {
        this.block = block;
        shape = block.shape();
        open = block.open();
        close = block.close();
        bare = open.isEmpty();
    }

    /** The block that was shown last here. */
    Block block() {
        return block;
    }

    void block(Block now) {
        block = now;
    }

    boolean fits(Block now) {
        return shape.equals(now.shape());
    }

    /** Whether the content stands in the parent's element. */
    boolean isBare() {
        return bare;
    }

    /** The place behind this view, if it starts at the given one. */
    Place after(Place start) {
        return bare ? end().from(start) : start.next();
    }

    final void html(StringBuilder out) {
        out.append(open);
        content(out);
        out.append(close);
    }

    final String html() {
        var out = new StringBuilder();
        html(out);
        return out.toString();
    }

    /** The end of the content. */
    abstract Place end();

    abstract void content(StringBuilder out);

    /** A container with what it shows of its children: nothing for some. */
    static final class Parent extends View {
        private final List<@Nullable View> children = new ArrayList<>();
        private final List<Place> starts = new ArrayList<>();
        private final Place first;

        Parent(Container block) {
            super(block);
            first = new Place(0, block.lead(), 0);
        }

        int size() {
            return children.size();
        }

        @Nullable View child(int at) {
            return children.get(at);
        }

        /** Where a child starts, or would start if there were one more. */
        Place start(int at) {
            if (at < starts.size()) {
                return starts.get(at);
            }
            var last = children.isEmpty() ? null : children.getLast();
            return starts.isEmpty()
                    ? first
                    : last == null ? starts.getLast() : last.after(starts.getLast());
        }

        void add(@Nullable View child) {
            starts.add(start(starts.size()));
            children.add(child);
        }

        /**
         * The end of a bare child has moved, and with it the places behind it; nothing shows there.
         */
        void moved(int child) {
            for (var i = child + 1; i < starts.size(); i++) {
                starts.set(
                        i,
                        java.util.Objects.requireNonNull(children.get(child))
                                .after(starts.get(child)));
            }
        }

        /** Whether any child from this one on shows. */
        boolean showsFrom(int at) {
            return children.subList(at, children.size()).stream().anyMatch(child -> child != null);
        }

        void truncate(int size) {
            children.subList(size, children.size()).clear();
            starts.subList(size, starts.size()).clear();
        }

        @Override
        Place end() {
            return start(starts.size());
        }

        @Override
        void content(StringBuilder out) {
            for (var child : children) {
                if (child != null) {
                    child.html(out);
                }
            }
        }
    }

    /** Inline content. */
    static final class Inlines extends View {
        final List<Segment> segments = new ArrayList<>();

        Inlines(Prose block) {
            super(block);
            segments.addAll(block.inline().segments());
        }

        @Override
        Place end() {
            return segments.isEmpty() ? Place.START : segments.getLast().end();
        }

        @Override
        void content(StringBuilder out) {
            segments.forEach(segment -> out.append(segment.html()));
        }
    }

    /** Text as it is. */
    static final class Text extends View {
        final StringBuilder text = new StringBuilder();

        Text(Block block, CharSequence content) {
            super(block);
            text.append(content);
        }

        @Override
        Place end() {
            return new Place(0, 0, text.length());
        }

        @Override
        void content(StringBuilder out) {
            Html.text(out, text);
        }
    }
}
