package runnel.markdown;

import java.util.List;
import org.commonmark.node.LinkReferenceDefinition;

/** Lines of inline text; what of them is link definitions does not show. */
final class Paragraph extends Prose {
    private final Preface preface = new Preface();
    /** What was cut off last, in case the line that did so is undone. */
    private String removed = "";

    Paragraph(int order) {
        super(order);
    }

    /** In tight lists paragraphs have no element of their own. */
    private boolean isBare() {
        return parent instanceof Item && parent.parent instanceof Listing list && list.isTight();
    }

    @Override
    String open() {
        return isBare() ? "" : "<p>";
    }

    @Override
    String close() {
        return isBare() ? "" : "</p>";
    }

    @Override
    boolean isVisible() {
        return hasText();
    }

    @Override
    boolean mayBeTask() {
        return parent instanceof Item && index == 0 && from() == 0;
    }

    @Override
    boolean isLazy() {
        return true;
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        line.stay();
        return line.isBlank() ? Goes.NO : Goes.ON;
    }

    @Override
    void add(Line line) {
        source().line(line.rest(), source().isEmpty());
        touch();
    }

    /** Takes more of its last line. */
    void extend(String piece) {
        source().append(piece);
        touch();
    }

    @Override
    int from() {
        return preface.end(source().text());
    }

    /** Whether it is more than definitions. */
    boolean hasText() {
        return from() < source().length();
    }

    /** Link definitions at its start that have become final since this was last asked. */
    List<LinkReferenceDefinition> takeDefinitions() {
        return preface.take(source().text());
    }

    /** The link definition that may still change, if there is one. */
    List<LinkReferenceDefinition> unfinishedDefinitions() {
        return preface.unfinished(source().text());
    }

    /** Its text without the definitions. */
    String text() {
        return source().text().substring(from());
    }

    /** The last line of its text, which must not be empty. */
    String lastLine() {
        return source().text().substring(lastLineStart());
    }

    private int lastLineStart() {
        return Math.max(from(), source().text().lastIndexOf("\n") + 1);
    }

    /** Takes the last line away: it has become the head of a table. */
    void removeLastLine() {
        var start = lastLineStart();
        cut(start == from() ? start : start - 1);
    }

    /** Takes all text away but the definitions: it has become a heading. */
    void removeText() {
        cut(from());
    }

    private void cut(int length) {
        removed = source().text().substring(length);
        source().truncate(length);
        preface.forget();
        touch();
    }

    @Override
    State save() {
        return new State(source().length(), preface.readTo(), preface.flags());
    }

    @Override
    void reset(State state) {
        preface.reset(state.count(), state.flags());
        if (source().length() < state.size()) {
            source().append(removed);
        }
        super.reset(state);
    }
}
