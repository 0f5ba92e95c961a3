package runnel.wire.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.conversation.Transcript;

/** A page in a real document tree, to which frames are applied as the page's script does. */
final class Screen {
    private final Document document;
    private @Nullable Element spot;
    private long place;

    Screen(Transcript transcript, Fragments fragments) {
        var controls =
                transcript
                        .active()
                        .map(run -> fragments.controls(run.id(), run.paused()))
                        .orElseGet(fragments::idle);
        document =
                Jsoup.parse(
                        "<title id=\"window-title\"></title><h1 id=\"title\">"
                                + transcript.title()
                                + "</h1>"
                                + "<section id=\"messages\">"
                                + fragments.messages(transcript)
                                + "</section><section id=\"waiting\">"
                                + fragments.waiting(transcript.waiting())
                                + "</section>"
                                + controls
                                + "<u id=\"announcement\"></u>");
        document.outputSettings().prettyPrint(false);
        place = transcript.seq();
    }

    /** How far the page has come in the log. */
    long place() {
        return place;
    }

    /** There was nothing to show up to here. */
    void seen(long seq) {
        place = Math.max(place, seq);
    }

    /** What a reader sees beside the messages. */
    String around() {
        return html("title") + html("waiting") + html("controls");
    }

    /** The messages that a reader sees, first one first. */
    List<String> messages() {
        var messages = Objects.requireNonNull(document.getElementById("messages"));
        return messages.children().stream()
                .filter(element -> !element.id().equals("older"))
                .map(element -> Jsoup.parse(element.outerHtml()).body().html())
                .toList();
    }

    /** Applies a stream of frames. */
    void apply(String frames) {
        for (var frame : frames.split("\n\n")) {
            var id = -1L;
            var name = "";
            var data = "";
            for (var line : frame.split("\n")) {
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
            if (!data.isEmpty() && (name.equals("reset") || id > place)) {
                apply(Json.parse(data));
                place = id;
            }
        }
    }

    private void apply(JsonNode data) {
        if (data.isTextual()) {
            more(data.asText());
            return;
        }
        for (var operation : data) {
            var id = operation.get(1).asText();
            var element = document.getElementById(id);
            var name = operation.get(0).asText();
            if (name.equals("more")) {
                more(id);
            } else if (element == null) {
                spot = name.equals("edit") ? null : spot;
            } else {
                apply(name, element, operation);
            }
        }
    }

    private void apply(String name, Element element, JsonNode values) {
        switch (name) {
            case "append" -> append(element, values.get(2).asText());
            case "before" -> {
                var next = document.getElementById(values.get(2).asText());
                while (next != null && next.parent() != element) {
                    next = next.parent();
                }
                for (var fresh : parse(values.get(3).asText())) {
                    Objects.requireNonNull(next).before(fresh);
                }
            }
            case "replace" -> element.replaceWith(parse(values.get(2).asText()).getFirst());
            case "remove" -> element.remove();
            case "set" -> {
                element.removeAttr(values.get(2).asText());
                if (!values.get(3).isNull()) {
                    element.attr(values.get(2).asText(), values.get(3).asText());
                }
            }
            case "text" -> element.text(values.get(2).asText());
            case "edit" -> edit(element, values);
            case "sync" -> sync(element, values.get(2).asText(), values.get(3).asText());
            default -> throw new IllegalArgumentException(name);
        }
    }

    private void append(Element box, String html) {
        for (var element : parse(html)) {
            var old = document.getElementById(element.id());
            if (old != null) {
                old.replaceWith(element);
            } else {
                box.appendChild(element);
            }
        }
    }

    private void edit(Element root, JsonNode values) {
        var element = root;
        for (var index : values.get(2)) {
            element = element.child(index.asInt());
        }
        spot = element;
        var elements = values.get(3).asInt();
        var chars = values.get(4).asInt();
        for (var node : List.copyOf(element.childNodes())) {
            if (node instanceof Element && elements > 0) {
                elements--;
            } else if (elements == 0 && node instanceof TextNode text && chars > 0) {
                var all = text.getWholeText();
                text.text(all.substring(0, Math.min(chars, all.length())));
                chars -= Math.min(chars, all.length());
            } else if (elements == 0) {
                node.remove();
            }
        }
        if (elements > 0 || chars > 0) {
            throw new IllegalStateException("the page lacks what the edit keeps: " + values);
        }
        more(values.get(5).asText());
    }

    private void more(String html) {
        if (spot != null) {
            for (Node node : Parser.parseFragment(html, spot, "")) {
                spot.appendChild(node);
            }
        }
    }

    /** Without the care for what is the same already: here only the result counts. */
    private void sync(Element box, String html, String anchor) {
        var fresh = new ArrayList<>(parse(html));
        var kept = box.children().stream().map(Element::id).toList().indexOf(anchor);
        if (kept >= 0) {
            while (!fresh.getFirst().id().equals(anchor)) {
                fresh.removeFirst();
            }
        }
        while (box.childrenSize() > Math.max(0, kept)) {
            box.child(box.childrenSize() - 1).remove();
        }
        fresh.forEach(box::appendChild);
    }

    private static List<Element> parse(String html) {
        var body = Jsoup.parseBodyFragment(html).body();
        var elements = List.copyOf(body.children());
        elements.forEach(Element::remove);
        return elements;
    }

    private String html(String id) {
        var element = document.getElementById(id);
        return element == null ? "" : Jsoup.parse(element.outerHtml()).body().html() + "\n";
    }
}
