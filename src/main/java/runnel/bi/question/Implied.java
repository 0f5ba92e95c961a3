package runnel.bi.question;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import runnel.bi.model.Candidate;
import runnel.bi.model.Subject;
import runnel.bi.words.Lexicon;

/**
 * The measure that is meant where none is named: what sells best is sold in the largest numbers,
 * the best customer brings most, the busiest month has most orders.
 */
final class Implied {
    /** Superlatives of what goes on, not of what it brings. */
    static final String BUSY = "busy";

    /** Superlatives that say of nothing in what it excels. */
    static final String GOOD = "good";

    private static final Set<String> QUANTITY = Set.of("quantity");
    private static final Set<String> REVENUE = Set.of("revenue");
    private static final Set<String> ORDERS = Set.of("order", "count");

    private final Sentence sentence;
    private final Sketch sketch;
    private final Members members;
    private final Measures measures;

    Implied(Sentence sentence, Sketch sketch, Members members, Measures measures) {
        this.sentence = sentence;
        this.sketch = sketch;
        this.members = members;
        this.measures = measures;
    }

    /**
     * @param asked what is named but not taken up yet
     */
    Optional<Candidate> measure(Set<String> asked) {
        var things = new HashSet<>(asked);
        things.removeAll(Lexicon.WEAK);
        things.removeAll(sketch.extreme);
        if (sketch.sold) {
            things.remove("item");
        }
        things.removeIf(this::isTold);
        if (sketch.ranked && sentence.has("ORDERED")) {
            things.remove("create");
        }
        if (sketch.ranked && sentence.has("EARNED") && things.remove("salary")) {
            sketch.extreme.add("salary");
        }
        if (!things.isEmpty()) {
            return Optional.empty();
        }
        return ways(asked).stream()
                .flatMap(way ->
                        measures
                                .find(way, way, new Measures.Allowed(false, false, false))
                                .best()
                                .stream())
                .map(Measures.Choice::measure)
                .findFirst();
    }

    /** Whether a word names things that have names: customers, but not orders. */
    private boolean isTold(String concept) {
        return members.subject(Set.of(concept))
                .flatMap(Subject::label)
                .filter(label -> !label.member().equals("id"))
                .isPresent();
    }

    /** Measures that would do, by what they are called, the likeliest first. */
    private List<Set<String>> ways(Set<String> asked) {
        var goods = isAbout("product", asked);
        var sells = goods ? List.of(QUANTITY, REVENUE) : List.of(REVENUE, QUANTITY);
        if (sketch.ranked) {
            if (sketch.extreme.contains("salary")) {
                return List.of(Set.of("max", "salary"));
            }
            if (sentence.has("ORDERED")) {
                return List.of(ORDERS);
            }
            if (sketch.sellers || sketch.sold) {
                return sells;
            }
            if (sketch.spent || sentence.has("EARNED", "BOUGHT")) {
                return List.of(REVENUE);
            }
            if (sketch.extreme.contains("price")) {
                return List.of(Set.of("price"), Set.of("avg", "price"));
            }
            if (sketch.extreme.contains(BUSY)) {
                return List.of(ORDERS);
            }
            if (sketch.extreme.contains(GOOD)) {
                return goods
                        ? sells
                        : sketch.whichTime || isAbout("customer", asked)
                                ? List.of(REVENUE)
                                : List.of();
            }
            return List.of();
        }
        return sold() ? List.of(money() ? REVENUE : QUANTITY) : List.of();
    }

    /** Whether something was sold, and it is asked how much of it. */
    private boolean sold() {
        var did = false;
        var asks = false;
        for (var i = 0; i < sentence.size(); i++) {
            var text = sentence.at(i).text();
            did |= text.equals("did") || sentence.is(i, "SOLD") && text.matches("sold|.*[了出掉].*");
            asks |= sentence.is(i, "HOWMANY") && !text.equals("多少") && !countsBuyers(i);
        }
        return did && asks && sentence.has("SOLD", "BOUGHT");
    }

    /** "how many customers bought a desk" counts those who did. */
    private boolean countsBuyers(int howMany) {
        var next = sentence.concepts(howMany + 1);
        return !next.contains("product") && next.stream().anyMatch(this::isTold);
    }

    private boolean money() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "HOWMANY") && sentence.at(i).text().matches("how much|.*钱")) {
                return true;
            }
        }
        return false;
    }

    /** Whether rows are those of a subject: what is left to be named, or what is told apart. */
    private boolean isAbout(String concept, Set<String> asked) {
        return asked.contains(concept)
                || Stream.concat(
                                sketch.groups.stream().map(group -> group.name().cube()),
                                sketch.values.stream()
                                        .map(value ->
                                                value.columns().getFirst().dimension().cube()))
                        .anyMatch(
                                cube -> subject(cube).filter(s -> s.contains(concept)).isPresent());
    }

    private Optional<Set<String>> subject(String cube) {
        return Optional.ofNullable(members.vocabulary().subjects().get(cube))
                .map(Subject::concepts);
    }
}
