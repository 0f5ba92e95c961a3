package runnel.tool.mcp;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.McpClientListener;
import dev.langchain4j.service.tool.ToolExecutionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolServer;

/**
 * One MCP server and the connection to it, which is made anew when it is lost: a program that has
 * died is started again. Thread-safe.
 *
 * <p>A call that was under way then fails, and is not made again: nobody knows what it has done.
 */
final class McpServer implements AutoCloseable {
    static final Duration CALL = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(McpServer.class);

    /** Between two attempts to reach it; twice as long after each that failed. */
    private static final long REST_MILLIS = 5_000;

    private static final long LONGEST_REST_MILLIS = 60_000;

    /** How long a list that is being looked at is waited for. */
    private static final long LOOK_MILLIS = 2_000;

    /** How long a call waits for a server that is being reached. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final Place place;
    private final Clock clock;
    private final Personal personal = new Personal(this::personal);
    private final AtomicBoolean reaching = new AtomicBoolean();
    private final ReentrantLock looking = new ReentrantLock();
    private final Standing standing;

    /** Numbers of the calls that are under way, by the thread that waits for each. */
    private final Map<Thread, Long> calls = new ConcurrentHashMap<>();

    private volatile Future<Boolean> next = CompletableFuture.completedFuture(true);
    private volatile List<Tool> offered = List.of();
    private volatile @Nullable Link link;
    private volatile @Nullable Thread reacher;
    private final boolean persistent;
    private volatile long triedMillis;
    private volatile boolean closed;

    McpServer(Place place, Clock clock) {
        this(place, clock, change -> {});
    }

    /**
     * @param changes is told what changes about it
     */
    McpServer(Place place, Clock clock, Consumer<ToolServer.Change> changes) {
        this(place, clock, changes, true);
    }

    /**
     * @param persistent whether it is tried again and again, also while nobody asks for it
     */
    private McpServer(
            Place place, Clock clock, Consumer<ToolServer.Change> changes, boolean persistent) {
        this.place = place;
        this.persistent = persistent;
        this.clock = clock;
        this.standing = new Standing(place.name(), clock, changes);
    }

    String name() {
        return place.name();
    }

    /** What the server offers now; nothing while it is not there. */
    List<Tool> tools() {
        var now = link;
        if (now == null || !now.isAlive()) {
            reach();
            return List.of();
        }
        awaitLook();
        return offered;
    }

    /** Waits a moment for a list that is being looked at, so that a change counts at once. */
    private void awaitLook() {
        try {
            next.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the list of {} is late", name());
        }
    }

    /** Waits until it was reached, or could not be, for the first time. */
    void awaitReached(long nanos) throws InterruptedException {
        if (!standing.awaitKnown(nanos)) {
            LOG.warn("MCP server {} is still on its way", name());
        }
    }

    /** How it is with it now, as that person has it. */
    ToolServer now(String owner) {
        if (!isPersonal()) {
            return standing.now(ToolServer.Session.SHARED);
        }
        var signedIn = personal.known(owner).filter(own -> own.link != null).isPresent();
        return standing.now(signedIn ? ToolServer.Session.SIGNED_IN : ToolServer.Session.OWN);
    }

    /** Looks at what is offered behind a connection. */
    private void look(Link now) {
        // One after the other, so that an older list is never told behind a newer one.
        looking.lock();
        try {
            var tools = new ArrayList<Tool>();
            now.client().listTools().forEach(tool -> tools.add(McpTool.of(this, tool)));
            if (now.resources()) {
                tools.add(new ResourceTool(this));
            }
            synchronized (this) {
                // Whoever loses it meanwhile says so after this.
                if (link == now) {
                    offered = List.copyOf(tools);
                    standing.running(tools.stream().map(tool -> tool.spec().name()).toList());
                }
            }
        } catch (RuntimeException e) {
            lost(now, e);
        } finally {
            looking.unlock();
        }
    }

    /** Looks again, because the server says that its list has changed. */
    private void changed() {
        var looked = new CompletableFuture<Boolean>();
        next = looked;
        // Not on the thread that reads what the server says: the answer comes there.
        Thread.ofVirtual()
                .name("mcp-" + name())
                .start(() -> {
                    Optional.ofNullable(link).ifPresent(this::look);
                    looked.complete(true);
                });
    }

    /** Has a tool work. */
    ToolExecutionResult call(String tool, String arguments, Tool.Caller caller)
            throws InterruptedException {
        var request = ToolExecutionRequest.builder().name(tool).arguments(arguments).build();
        var server = of(caller.owner());
        try {
            return server.with(now -> now.executeTool(request, context(caller)));
        } catch (InterruptedException e) {
            server.stop();
            throw e;
        } finally {
            server.calls.remove(Thread.currentThread());
        }
    }

    /** Tells the server that nobody waits any more for the call of this thread. */
    private void stop() {
        var now = link;
        var call = calls.get(Thread.currentThread());
        if (now != null && call != null) {
            now.stop(call);
        }
    }

    /**
     * The same server as this person sees it: where its headers name who is served, nobody shares a
     * session with anybody else.
     */
    private McpServer of(String owner) {
        return isPersonal() ? personal.of(owner) : this;
    }

    private boolean isPersonal() {
        return place instanceof Place.Address address && address.isPersonal();
    }

    private McpServer personal(String owner) {
        return new McpServer(((Place.Address) place).of(owner), clock, change -> {}, false);
    }

    /** What one asks of a client. */
    interface Question<T> {
        T ask(McpClient client);
    }

    <T> T with(Question<T> question) throws InterruptedException {
        var now = awaitLink();
        try {
            return question.ask(now.client());
        } catch (RuntimeException e) {
            if (Thread.interrupted() || e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            if (Reasons.isRefusal(e)) {
                lost(now, e);
                throw away();
            }
            if (!now.isAlive()) {
                lost(now, e);
                throw new ToolFailure(
                        "The server \""
                                + name()
                                + "\" died during the call. It is not known whether the call took"
                                + " effect.");
            }
            throw new ToolFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Connects in the background, again and again until it succeeds. */
    void reach() {
        if (!closed && reaching.compareAndSet(false, true)) {
            reacher = Thread.ofVirtual().name("mcp-" + name()).start(this::connect);
        }
    }

    @Override
    public void close() {
        closed = true;
        personal.close();
        var waiting = reacher;
        if (waiting != null) {
            waiting.interrupt();
        }
        var now = link;
        link = null;
        if (now != null) {
            now.close();
        }
    }

    private void connect() {
        try {
            // One that dies as soon as it is there is not started again at once.
            var rest = Math.max(0, triedMillis + REST_MILLIS - clock.millis());
            Thread.sleep(triedMillis == 0 ? 0 : Math.min(rest, REST_MILLIS));
            var wait = REST_MILLIS;
            while (!begin() && persistent && !closed) {
                Thread.sleep(wait);
                wait = Math.min(2 * wait, LONGEST_REST_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reaching.set(false);
        }
        if (closed) {
            close();
        } else if (link == null && persistent) {
            // Lost again before this was over.
            reach();
        }
    }

    /** Tries to connect once. */
    private boolean begin() {
        triedMillis = clock.millis();
        try {
            var made = Link.open(place, new Ear());
            // Before the first look, so that no change of the list comes between.
            link = made;
            made.process().ifPresent(program -> watch(made, program));
            look(made);
            LOG.info("MCP server {} is there: {} tools", name(), offered.size());
            return link == made;
        } catch (RuntimeException e) {
            if (standing.failed(Reasons.words(e))) {
                LOG.warn("MCP server {} cannot be reached: {}", name(), e.toString());
            }
            return false;
        }
    }

    /** Hears what the server says on its own. */
    private final class Ear implements McpClientListener {
        @Override
        public void beforeExecuteTool(McpCallContext call) {
            calls.put(Thread.currentThread(), call.message().getId());
        }

        @Override
        public void onNotificationToolsListChanged() {
            changed();
        }
    }

    private void watch(Link made, Process program) {
        var _ = program.onExit().thenRun(() -> lost(made, new Died(program)));
    }

    /** Why a program is not there any more. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;

        Died(Process program) {
            super("it ended with status " + program.exitValue());
        }
    }

    private static InvocationContext context(Tool.Caller caller) {
        return InvocationContext.builder().chatMemoryId(caller.owner()).build();
    }

    private Link awaitLink() throws InterruptedException {
        var until = clock.nanos() + PATIENCE_MILLIS * 1_000_000;
        for (var now = link; ; now = link) {
            if (now != null && now.isAlive()) {
                return now;
            }
            reach();
            if (clock.nanos() > until) {
                throw away();
            }
            Thread.sleep(50);
        }
    }

    private ToolFailure away() {
        return new ToolFailure(
                "The server \"" + name() + "\" is not there at the moment. Try again later.");
    }

    private void lost(Link was, RuntimeException why) {
        synchronized (this) {
            if (link != was) {
                return;
            }
            link = null;
            offered = List.of();
        }
        if (!closed) {
            standing.failed(Reasons.words(why));
            LOG.warn("MCP server {} is lost: {}", name(), why.toString());
            was.close();
            reach();
        }
    }
}
