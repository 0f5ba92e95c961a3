package runnel.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which handler answers what.
 *
 * <p>A pattern is a path whose segments may be parameters: {@code /conversations/{id}}; {@code
 * {path...}} at the end takes all that follows. {@code HEAD} and {@code OPTIONS} need no routes.
 * Filled before the server starts.
 */
public final class Routes {
    private final RouteTree tree;
    private final String prefix;
    private final @Nullable Routes parent;
    private final List<Handler> filters = new ArrayList<>();
    private ProblemPage page = ProblemHtml.PLAIN;
    private boolean open;

    public Routes() {
        this(new RouteTree(), "", null);
    }

    private Routes(RouteTree tree, String prefix, @Nullable Routes parent) {
        this.tree = tree;
        this.prefix = prefix;
        this.parent = parent;
    }

    /**
     * The same routes for paths that begin so; filters given to what is returned apply there only.
     */
    public Routes under(String prefix) {
        return new Routes(tree, this.prefix + prefix, this);
    }

    /**
     * Has the filter called before every handler of these routes; if it sends an answer, that is
     * all.
     */
    public Routes before(Handler filter) {
        filters.add(filter);
        return this;
    }

    /**
     * Lets pages of any site call these routes. For handlers that know their callers by what those
     * pages must have been given, never by a cookie.
     */
    public Routes openToAllSites() {
        open = true;
        return this;
    }

    public Routes get(String pattern, Handler handler) {
        return route("GET", pattern, handler);
    }

    public Routes post(String pattern, Handler handler) {
        return route("POST", pattern, handler);
    }

    public Routes put(String pattern, Handler handler) {
        return route("PUT", pattern, handler);
    }

    public Routes patch(String pattern, Handler handler) {
        return route("PATCH", pattern, handler);
    }

    public Routes delete(String pattern, Handler handler) {
        return route("DELETE", pattern, handler);
    }

    public Routes route(String method, String pattern, Handler handler) {
        tree.add(new Route(method, prefix + pattern), handler, this);
        return this;
    }

    /** Sets how problems look to a person, for the whole server. */
    public Routes page(ProblemPage page) {
        if (parent != null) {
            throw new IllegalStateException("problems look the same everywhere");
        }
        this.page = page;
        return this;
    }

    /** All routes, in the order given. */
    public List<Route> list() {
        return tree.routes();
    }

    RouteTree tree() {
        return tree;
    }

    boolean isOpen() {
        return open;
    }

    ProblemPage page() {
        return page;
    }

    /** Runs the filters from the outermost group to this one, until one of them answers. */
    void filter(Request request, Response response) throws Exception {
        if (parent != null) {
            parent.filter(request, response);
        }
        for (var filter : filters) {
            if (response.isSent()) {
                return;
            }
            filter.handle(request, response);
        }
    }
}
