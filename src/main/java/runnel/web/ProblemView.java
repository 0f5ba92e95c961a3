package runnel.web;

import java.util.List;
import java.util.Map;
import runnel.base.Problem;
import runnel.http.Assets;
import runnel.http.Request;

/** The page that tells of a problem. */
record ProblemView(Templates templates, Assets assets) {
    String html(Problem problem, Request request) {
        var viewer = Viewer.of(request);
        // At a page there is a field for the token; the problem itself also tells programs what to
        // do.
        var hint =
                problem.code().equals("login-needed")
                        ? viewer.text("login.hint")
                        : problem.hint(viewer.messages());
        var values =
                Map.<String, Object>of(
                        "viewer", viewer,
                        "icon", assets.url("icon.svg"),
                        "style", List.of(assets.url("base.css"), assets.url("start.css")),
                        "status", problem.kind().status(),
                        "message", problem.message(viewer.messages()),
                        "hint", hint,
                        "trace", request.trace(),
                        "entrance", problem.kind() == Problem.Kind.UNAUTHORIZED);
        return templates.render("problem", values);
    }
}
