package runnel.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page as its readers have it, and the edits that bring it to what the blocks are now.
 *
 * <p>Only blocks that were touched are looked at. An element stays as long as its block has the same shape; inside it
 * what is common to its old and its new content stays.
 */
final class Page {
    private final InlineRenderer renderer;
    private final InlineLimits limits;
    private final Document document;
    private final NoteSection section;
    private final View.Parent root;
    /** The footnotes stand behind all else, and so are lost whenever the end of the page is cut. */
    private View.@Nullable Parent notes;
    private final List<Integer> path = new ArrayList<>();
    private List<Edit> edits = new ArrayList<>();

    Page(Document document, NoteSection section, InlineRenderer renderer, InlineLimits limits) {
        this.document = document;
        this.section = section;
        this.renderer = renderer;
        this.limits = limits;
        this.root = new View.Parent(document);
    }

    /** The edits since the last call. */
    List<Edit> update() {
        if (document.isChanged()) {
            update(document, root);
        }
        if (notes != null && !section.isVisible()) {
            notes = null;
            edit(root.end(), "", false);
        } else if (notes == null && section.isVisible()) {
            notes = (View.Parent) view(section);
            edit(root.end(), notes.html(), true);
        } else if (notes != null && section.isChanged()) {
            update(section, notes, root.end());
        }
        var made = edits;
        edits = new ArrayList<>();
        return made;
    }

    String html() {
        var out = new StringBuilder();
        root.content(out);
        if (notes != null) {
            notes.html(out);
        }
        return out.toString();
    }

    /** How many elements the page has. */
    int elements() {
        return root.end().elements() + (notes == null ? 0 : 1);
    }

    /** How many elements of the page stand before a block of the document. */
    int elementsBefore(int block) {
        return root.start(Math.min(block, root.size())).elements();
    }

    /** Goes through the children that may have changed; from the first one that needs another element, all are replaced. */
    private void update(Container container, View.Parent view) {
        for (var i = container.changedFrom(); i < container.size(); i++) {
            var child = container.child(i);
            if (i >= view.size()) {
                replace(container, view, i);
                break;
            }
            var old = view.child(i);
            var shows = container.shows(child);
            if (old == null ? !shows : !child.isChanged() && old.block() == child) {
                continue;
            }
            if (old == null || !shows || !isSame(old, child) || old.isBare() && view.showsFrom(i + 1)) {
                replace(container, view, i);
                break;
            }
            update(child, old, view.start(i));
            if (old.isBare()) {
                view.moved(i);
            }
        }
        if (view.size() > container.size()) {
            replace(container, view, container.size());
        }
        container.shown();
    }

    /** Whether the element can stay. What an old container shows is known only from the first change on. */
    private static boolean isSame(View view, Block block) {
        return view.fits(block)
                && (view.block() == block || !(block instanceof Container container) || container.changedFrom() == 0);
    }

    /** Updates what an element holds, or what stands bare from a place on. */
    private void update(Block block, View view, Place start) {
        var depth = path.size();
        if (!view.isBare()) {
            path.add(start.elements());
            for (var step : block.inner()) {
                path.add(step);
            }
        }
        var base = view.isBare() ? start : Place.START;
        switch (view) {
            case View.Parent parent when block instanceof Container container -> update(container, parent);
            case View.Inlines inlines when block instanceof Prose prose -> update(prose, inlines, base);
            case View.Text text when block instanceof Verbatim verbatim -> update(verbatim, text);
            case View.Text _ when block instanceof Rule -> {}
            default -> throw new IllegalStateException("a view of another kind of block: " + block);
        }
        path.subList(depth, path.size()).clear();
        view.block(block);
        block.shown();
    }

    /** Sends the text behind the last place that is the same and inside no markup. */
    private void update(Prose prose, View.Inlines view, Place base) {
        prose.refresh(renderer, limits);
        var now = prose.inline().segments();
        var before = view.segments;
        var kept = prose.inline().takeKept();
        var same = view.block() == prose ? kept : 0;
        while (same < now.size() && same < before.size() && now.get(same).html().equals(before.get(same).html())) {
            same++;
        }
        var oldTail = html(before.subList(same, before.size()));
        var newTail = html(now.subList(same, now.size()));
        before.subList(same, before.size()).clear();
        before.addAll(now.subList(same, now.size()));
        if (!oldTail.equals(newTail)) {
            var start = same == 0 ? Place.START : before.get(same - 1).end();
            var cut = start.within(newTail, common(oldTail, newTail));
            edit(cut.from(base), newTail.substring(cut.offset()), cut.offset() == oldTail.length());
        }
    }

    private static String html(List<Segment> segments) {
        return segments.size() == 1
                ? segments.getFirst().html()
                : segments.stream().map(Segment::html).collect(Collectors.joining());
    }

    /** Sends what is new behind the part that is the same. */
    private void update(Verbatim verbatim, View.Text view) {
        var now = verbatim.source().text();
        var length = verbatim.visibleLength();
        var kept = verbatim.source().take();
        var old = view.text;
        var from = view.block() == verbatim ? Math.min(kept, Math.min(old.length(), length)) : 0;
        var same = from;
        while (same < old.length() && same < length && old.charAt(same) == now.charAt(same)) {
            same++;
        }
        if (same > 0 && Character.isHighSurrogate(now.charAt(same - 1))) {
            same--;
        }
        if (same < old.length() || same < length) {
            var html = Html.text(new StringBuilder(), now, same, length).toString();
            edit(new Place(0, 0, same), html, same == old.length());
            old.setLength(same);
            old.append(now, same, length);
        }
    }

    /** How many characters two texts have in common at the start. */
    private static int common(String a, String b) {
        var most = Math.min(a.length(), b.length());
        var same = 0;
        while (same < most && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        return same;
    }

    /** Shows all children from this one on anew. */
    private void replace(Container container, View.Parent view, int from) {
        var start = view.start(from);
        var shown = view.showsFrom(from);
        var append = !shown && (view != root || notes == null);
        view.truncate(from);
        var html = new StringBuilder();
        for (var i = from; i < container.size(); i++) {
            var child = container.child(i);
            var added = container.shows(child) ? view(child) : null;
            view.add(added);
            if (added != null) {
                added.html(html);
            }
        }
        if (html.isEmpty() && (append || !shown)) {
            return;
        }
        edit(start, html.toString(), append);
        if (view == root) {
            notes = null;
        }
    }

    /** What to show of a block that the page does not have. */
    private View view(Block block) {
        var view =
                switch (block) {
                    case Container container -> {
                        var parent = new View.Parent(container);
                        for (var i = 0; i < container.size(); i++) {
                            var child = container.child(i);
                            parent.add(container.shows(child) ? view(child) : null);
                        }
                        yield parent;
                    }
                    case Prose prose -> {
                        prose.refresh(renderer, limits);
                        prose.inline().takeKept();
                        yield new View.Inlines(prose);
                    }
                    case Verbatim verbatim -> {
                        verbatim.source().take();
                        yield new View.Text(verbatim, verbatim.source().text().subSequence(0, verbatim.visibleLength()));
                    }
                    case Rule rule -> new View.Text(rule, "");
                };
        block.shown();
        return view;
    }

    private void edit(Place place, String html, boolean append) {
        edits.add(new Edit(path, place.elements(), place.chars(), html, append));
    }
}
