package runnel.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.base.Text;

/** Takes a request to its handler, and what goes wrong there to the client. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("runnel.access");

    private final Routes routes;
    private final Callers callers;
    private final Limits limits;
    private final Observer observer;
    private final StreamRegistry streams;
    private final Clock clock = Clock.system();

    Dispatcher(Routes routes, Callers callers, Settings settings, StreamRegistry streams) {
        this.routes = routes;
        this.callers = callers;
        this.limits = settings.limits();
        this.observer = settings.observer();
        this.streams = streams;
    }

    /**
     * @return whether the answer is complete; otherwise the client must be hung up on
     */
    boolean serve(Exchange exchange) {
        var start = clock.nanos();
        var sent = exchange.headers("X-Request-Id");
        var trace = sent.size() == 1 && Id.isSafe(sent.getFirst()) ? sent.getFirst() : Id.trace();
        var request = new Request(exchange, limits, trace);
        var response = new Response(exchange, request, streams);
        MDC.put("trace", trace);
        try {
            return answer(request, response);
        } finally {
            var nanos = clock.nanos() - start;
            MDC.put("trace", trace);
            log(request, response, nanos);
            observer.served(
                    new Observer.Served(
                            request.method(), request.pattern(), response.status(), nanos));
            MDC.remove("trace");
        }
    }

    private boolean answer(Request request, Response response) {
        try {
            response.header("X-Request-Id", request.trace());
            handle(request, response);
            // An interrupt that nobody noticed would spoil the last write.
            Thread.interrupted();
            response.finish();
            return true;
        } catch (ClientGone e) {
            LOG.debug("{} {}: {}", request.method(), shown(request), e.getMessage());
            response.finish();
            return false;
        } catch (Problem e) {
            return fail(request, response, e);
        } catch (InterruptedException e) {
            // The server stops; what was written is whole.
            response.finish();
            return response.isSent();
        } catch (Exception | StackOverflowError e) {
            var internal = new Problem(Problem.Kind.INTERNAL, "internal", request.trace());
            internal.because(e);
            return fail(request, response, internal);
        }
    }

    private void handle(Request request, Response response) throws Exception {
        request.checkHead();
        callers.checkHost(request);
        var found = routes.tree().find(request.path());
        var match = found.flatMap(ways -> ways.match(request.method()));
        if (match.filter(way -> way.target().group().isOpen()).isEmpty()) {
            callers.checkOrigin(request);
        }
        var cross = new CrossOrigin(callers, request, response);
        cross.allow();
        if (found.isEmpty()) {
            throw new Problem(Problem.Kind.NOT_FOUND, "path-unknown", request.path());
        }
        if (match.isEmpty()) {
            response.header("Allow", found.get().allowed());
            if (!request.method().equals("OPTIONS")) {
                throw new Problem(
                        Problem.Kind.WRONG_METHOD,
                        "method-unknown",
                        Text.shortened(request.method(), Limits.METHOD_CHARS),
                        request.path(),
                        found.get().allowed());
            }
            cross.preflight(found.get().allowed());
            response.empty();
            return;
        }
        request.match(match.get());
        var target = match.get().target();
        target.group().filter(request, response);
        if (!response.isSent()) {
            target.handler().handle(request, response);
        }
        if (!response.isSent()) {
            throw new IllegalStateException("nothing was sent by " + target.route());
        }
    }

    private boolean fail(Request request, Response response, Problem problem) {
        var cause = problem.getCause();
        if (problem.kind() == Problem.Kind.INTERNAL) {
            LOG.error(
                    "{} {} failed: {}",
                    request.method(),
                    shown(request),
                    request.trace(),
                    cause == null ? problem : cause);
        } else {
            LOG.debug("{} {}: {}", request.method(), shown(request), problem.code(), cause);
        }
        if (response.isSent()) {
            response.abandon();
            return false;
        }
        try {
            response.problem(problem, routes.page());
            return true;
        } catch (ClientGone e) {
            return false;
        }
    }

    /** What the log says of a path: one with a secret in it is told by its pattern. */
    private static String shown(Request request) {
        return request.pattern().contains("{secret}") ? request.pattern() : request.path();
    }

    private static void log(Request request, Response response, long nanos) {
        ACCESS.atInfo()
                .addKeyValue("status", response.status())
                .addKeyValue("millis", nanos / 1_000_000)
                .addKeyValue("remote", request.remote())
                .log("{} {}", request.method(), shown(request));
    }
}
