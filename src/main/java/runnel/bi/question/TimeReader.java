package runnel.bi.question;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import runnel.bi.time.Period;
import runnel.bi.time.TimeMatch;

/** Takes up what a question says of time. */
final class TimeReader {
    private static final Set<String> BUSY = Set.of("busiest", "quietest", "slowest");
    private static final Set<String> FAILS = Set.of("worst", "quietest", "slowest", "weakest");
    private static final Set<String> EXCELS =
            Set.of(
                    "busiest",
                    "quietest",
                    "slowest",
                    "best",
                    "worst",
                    "top",
                    "strongest",
                    "weakest");

    private final Sentence sentence;
    private final Sketch sketch;
    private final Members members;
    private final LocalDate today;

    TimeReader(Sentence sentence, Sketch sketch, Members members, LocalDate today) {
        this.sentence = sentence;
        this.sketch = sketch;
        this.members = members;
        this.today = today;
    }

    void read() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.at(i) instanceof Token.Time time) {
                read(i, time);
                sentence.use(i);
            }
        }
    }

    private void read(int i, Token.Time time) {
        switch (time.meaning()) {
            case TimeMatch.Range(Period period) -> {
                if (period.from().isPresent() || period.to().isPresent()) {
                    sketch.ranges.add(period);
                }
            }
            case TimeMatch.Every(String unit) -> {
                if (sketch.grain.isEmpty() || sketch.grain.get().isEmpty()) {
                    sketch.grain = Optional.of(unit);
                }
                which(time.text());
            }
            case TimeMatch.Earlier(String unit) -> sketch.earlier = Optional.of(unit);
            case TimeMatch.Growth(boolean overYear) ->
                    sketch.growthOverYear = Optional.of(overYear);
            case TimeMatch.Future(String label) ->
                    sketch.ask(
                            new Sketch.Ask(
                                    "refuse-future",
                                    java.util.List.of(label),
                                    java.util.List.of()));
        }
        neighbour(sentence.before(i), false);
        neighbour(sentence.next(i), true);
    }

    /** "which month", "the busiest month": one period is asked for, perhaps by what it excels. */
    private void which(String text) {
        var word = text.split(" ")[0];
        sketch.whichTime |= text.matches("(?:which|what|哪).*") || EXCELS.contains(word);
        if (EXCELS.contains(word)) {
            sketch.ranked = true;
            sketch.descending = !FAILS.contains(word);
            sketch.extreme.add(BUSY.contains(word) ? Implied.BUSY : Implied.GOOD);
        }
    }

    /** The verb beside a time says which of a row's times is meant: hired, shipped. */
    private void neighbour(int i, boolean after) {
        if (!sentence.free(i) || sentence.concepts(i).isEmpty()) {
            return;
        }
        var concepts = sentence.concepts(i);
        var isValue = !sentence.values(i).isEmpty();
        if (members.times(concepts).isEmpty() || isValue && (after || sentence.isChinese())) {
            return;
        }
        sketch.timeWords.addAll(concepts);
        if (isValue) {
            sentence.use(i);
        }
    }

    /** "who works here today": what is so now is no matter of a day's rows. */
    void present() {
        var now = sentence.named().stream().anyMatch(i -> sentence.concepts(i).contains("current"));
        if (now && sketch.grain.isEmpty()) {
            sketch.ranges.removeIf(period -> period.unit().equals("day") && isToday(period));
        }
    }

    private boolean isToday(Period period) {
        return period.from().equals(Optional.of(today)) && period.to().equals(Optional.of(today));
    }

    /** A verb of time anywhere, once it is known that the question speaks of time. */
    void verbs() {
        if (sketch.ranges.isEmpty() && sketch.grain.isEmpty()) {
            return;
        }
        for (var i : sentence.named()) {
            if (sentence.values(i).isEmpty() && !members.times(sentence.concepts(i)).isEmpty()) {
                sketch.timeWords.addAll(sentence.concepts(i));
            }
        }
    }
}
