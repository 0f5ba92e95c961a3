package runnel.http;

import runnel.base.Problem;

/** Shows a problem to a person, as a whole page; programs get JSON instead. */
@FunctionalInterface
public interface ProblemPage {
    /** The page in HTML, in the language of the request. */
    String html(Problem problem, Request request);
}
