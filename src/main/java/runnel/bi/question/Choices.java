package runnel.bi.question;

import runnel.bi.Naming;
import runnel.bi.model.Candidate;
import runnel.bi.words.Normal;
import runnel.cube.Titles;

/** How members are offered to people. */
final class Choices {
    private Choices() {}

    /** The Chinese name where the model has one. */
    static String inChinese(Candidate candidate) {
        var name = Naming.of(candidate.member().label()).best("zh");
        return Normal.isChinese(name) ? name : of(candidate);
    }

    /**
     * The description where it is a short other name, with the title; a bare title says its cube.
     */
    static String of(Candidate candidate) {
        var title = candidate.title();
        if (title.indexOf(' ') < 0) {
            title = Titles.of(candidate.name().cube()) + " " + title;
        }
        var description = candidate.member().label().description();
        return description.isEmpty() || description.length() > 12
                ? title
                : title + " (" + description + ")";
    }
}
