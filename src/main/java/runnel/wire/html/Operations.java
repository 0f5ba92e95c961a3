package runnel.wire.html;

import java.util.List;
import org.jspecify.annotations.Nullable;
import runnel.http.FrameBuffer;
import runnel.markdown.Edit;

/**
 * Writes frames whose data is a list of operations on the elements of a page.
 *
 * <p>An edit that only appends where the last edit was is so frequent that it has a form of its
 * own: just the HTML. Used by one thread.
 */
final class Operations {
    private FrameBuffer out = new FrameBuffer();
    private long seq;
    private String name = "";
    private boolean listed;

    /** An append that still may become a frame of its own. */
    private @Nullable String bare;

    private String lastRoot = "";
    private List<Integer> lastPath = List.of();

    /** Begins a frame; without any operation nothing will be written. */
    Operations begin(long seq, FrameBuffer out) {
        this.seq = seq;
        this.out = out;
        name = "";
        listed = false;
        return this;
    }

    /** Has the page apply the frame whatever it has seen. */
    Operations reset() {
        name = "reset";
        return this;
    }

    Operations append(String id, String html) {
        return operation("append", id).value(html).close();
    }

    /**
     * @param box whose child the HTML becomes
     * @param id of what is in that box, behind the HTML
     */
    Operations before(String box, String id, String html) {
        return operation("before", box).value(id).value(html).close();
    }

    Operations replace(String id, String html) {
        return operation("replace", id).value(html).close();
    }

    Operations remove(String id) {
        return operation("remove", id).close();
    }

    Operations set(String id, String attribute, String value) {
        return operation("set", id).value(attribute).value(value).close();
    }

    Operations unset(String id, String attribute) {
        operation("set", id).value(attribute);
        out.raw(",null");
        return close();
    }

    Operations text(String id, String text) {
        return operation("text", id).value(text).close();
    }

    /**
     * @param anchor id of the first child that must be compared; empty to compare all
     */
    Operations sync(String id, String html, String anchor) {
        lastRoot = "";
        return operation("sync", id).value(html).value(anchor).close();
    }

    Operations edit(String root, Edit edit) {
        if (edit.append() && root.equals(lastRoot) && edit.path().equals(lastPath)) {
            if (!listed && bare == null) {
                bare = edit.html();
                return this;
            }
            return operation("more", edit.html()).close();
        }
        lastRoot = root;
        lastPath = edit.path();
        operation("edit", root);
        out.raw(",[");
        for (var i = 0; i < lastPath.size(); i++) {
            out.raw(i == 0 ? "" : ",").number(lastPath.get(i));
        }
        out.raw("],").number(edit.elements()).raw(",").number(edit.chars());
        return value(edit.html()).close();
    }

    void end() {
        if (bare != null) {
            head();
            out.quoted(bare).end();
            bare = null;
        } else if (listed) {
            out.raw("]").end();
        }
    }

    private Operations operation(String operation, String first) {
        if (listed) {
            out.raw(",");
        } else {
            listed = true;
            head();
            out.raw("[");
            var before = bare;
            bare = null;
            if (before != null) {
                out.raw("[\"more\"");
                value(before).close();
                out.raw(",");
            }
        }
        out.raw("[\"").raw(operation).raw("\"");
        return value(first);
    }

    private void head() {
        out.id(seq);
        if (!name.isEmpty()) {
            out.event(name);
        }
        out.open();
    }

    private Operations value(String value) {
        out.raw(",").quoted(value);
        return this;
    }

    private Operations close() {
        out.raw("]");
        return this;
    }
}
