package runnel.http;

import runnel.base.Problem;

/** The plainest page that can tell a person about a problem. */
final class ProblemHtml {
    static final ProblemPage PLAIN = ProblemHtml::page;

    private ProblemHtml() {}

    private static String page(Problem problem, Request request) {
        var messages = request.messages();
        return """
        <!doctype html>
        <html lang="%s">
        <meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%d</title>
        <main><h1>%s</h1><p>%s</p><p><small>%s</small></p></main>
        </html>
        """
                .formatted(
                        messages.language(),
                        problem.kind().status(),
                        escape(problem.message(messages)),
                        escape(problem.hint(messages)),
                        escape(request.trace()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
