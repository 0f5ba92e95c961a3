package runnel.app;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import runnel.auth.Access;
import runnel.auth.Visitor;
import runnel.base.Problem;
import runnel.http.ClientGone;
import runnel.http.Cookie;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;

/**
 * The door of the server: says of every request whose it is, and trades access tokens for sessions.
 */
final class Entrance {
    private static final String COOKIE = "runnel_session";

    private static final Set<String> OPEN_PATHS =
            Set.of(
                    "/login",
                    "/health/live",
                    "/health/ready",
                    "/readyz",
                    "/livez",
                    "/diagram",
                    "/icon.svg");

    /** Behind the second, a secret in the path says what may be read. */
    private static final List<String> OPEN_PREFIXES = List.of("/assets/", "/shared/");

    private final Access access;
    private final List<String> otherDoors;
    private final Viewers viewers;

    /**
     * @param otherDoors beginnings of paths that check for themselves who asks
     * @param viewers those who ask about data with a token of their own
     */
    Entrance(Access access, List<String> otherDoors, Viewers viewers) {
        this.access = access;
        this.otherDoors = otherDoors;
        this.viewers = viewers;
    }

    void routes(Routes routes) {
        routes.before(this::check);
        routes.get("/login", this::follow);
        routes.post("/login", this::enter);
        routes.post("/logout", this::logout);
    }

    /** Whether a browser is in by a session, which it could end. */
    static boolean hasSession(Access access, Request request) {
        return access.isRequired() && request.cookie(COOKIE).isPresent();
    }

    private void check(Request request, Response response) {
        var path = request.path();
        if (!OPEN_PATHS.contains(path)
                && OPEN_PREFIXES.stream().noneMatch(path::startsWith)
                && otherDoors.stream().noneMatch(path::startsWith)) {
            var bearer =
                    request.header("Authorization")
                            .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                            .map(header -> header.substring(7).strip())
                            .orElse("");
            var session = request.cookie(COOKIE).orElse("");
            var viewer = viewers.owner(request);
            if (access.isRequired() && viewer.isPresent() && Viewers.isDoor(path)) {
                request.attach(new Visitor(viewer.get()));
                request.permit(() -> viewers.mayGoOn(request), Entrance::ended);
                return;
            }
            var owner = access.user(bearer, session);
            request.attach(new Visitor(viewer.orElse(owner)));
            if (access.isRequired()) {
                request.permit(() -> access.isValid(bearer, session), Entrance::ended);
            }
        }
    }

    /** What those are told whose right to read ends while they read. */
    private static Problem ended() {
        return new Problem(Problem.Kind.UNAUTHORIZED, "access-ended");
    }

    /** The login link. */
    private void follow(Request request, Response response) throws ClientGone {
        login(request.query("token").orElse(""), response);
    }

    /** The form of the page that turns people away. */
    private void enter(Request request, Response response) throws ClientGone {
        login(request.form().first("token").orElse("").strip(), response);
    }

    private void login(String token, Response response) throws ClientGone {
        var secret = access.login(token);
        response.cookie(Cookie.lax(COOKIE, secret, Duration.ofMillis(Access.SESSION_MILLIS)))
                .redirect("/");
    }

    private void logout(Request request, Response response) throws ClientGone {
        request.cookie(COOKIE).ifPresent(access::logout);
        response.cookie(Cookie.delete(COOKIE)).redirect("/");
    }
}
