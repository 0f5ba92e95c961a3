package runnel.bi.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Phrases by their units; several things may be kept under one phrase. Filled, then read only. */
public final class Trie<T> {
    private static final class Node<T> {
        final Map<String, Node<T>> next = new HashMap<>();
        final List<T> things = new ArrayList<>();
    }

    private final Node<T> root = new Node<>();

    /** Adds a thing under a phrase; a phrase without units is ignored. */
    public void add(List<Unit> phrase, T thing) {
        if (phrase.isEmpty()) {
            return;
        }
        var node = root;
        for (var unit : phrase) {
            node = node.next.computeIfAbsent(unit.text(), text -> new Node<>());
        }
        if (!node.things.contains(thing)) {
            node.things.add(thing);
        }
    }

    /** Calls for each phrase that begins at a unit: with the index after it and its things. */
    public void from(List<Unit> units, int start, BiConsumer<Integer, List<T>> found) {
        @Nullable Node<T> node = root;
        for (var i = start; i < units.size(); i++) {
            node = node.next.get(units.get(i).text());
            if (node == null) {
                return;
            }
            if (!node.things.isEmpty()) {
                found.accept(i + 1, node.things);
            }
        }
    }

    /** What is kept under exactly this phrase. */
    public List<T> get(List<Unit> phrase) {
        @Nullable Node<T> node = root;
        for (var unit : phrase) {
            node = node.next.get(unit.text());
            if (node == null) {
                return List.of();
            }
        }
        return node.things;
    }
}
