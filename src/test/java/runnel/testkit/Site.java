package runnel.testkit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.base.Clock;
import runnel.http.Routes;
import runnel.http.Server;
import runnel.http.Settings;
import runnel.llm.Models;
import runnel.log.Pulse;
import runnel.tool.ToolServers;
import runnel.tool.Toolbox;
import runnel.web.WebPages;
import runnel.wire.LiveStream;
import runnel.wire.export.ExportApi;
import runnel.wire.json.ApiDocument;

/**
 * The pages on a real server, over one data directory and one scripted model. Restarts keep the
 * port.
 */
public final class Site implements AutoCloseable {
    private final Path directory;
    private final ScriptedModel model;
    private final Agents agents;
    private int port;
    private @Nullable Core core;
    private @Nullable Server server;
    private @Nullable Pulse pulse;

    private Site(Path directory, ScriptedModel model, Agents agents) {
        this.directory = directory;
        this.model = model;
        this.agents = agents;
    }

    public static Site start(Path directory, ScriptedModel model) {
        return start(directory, model, new Agent("assistant", ""));
    }

    public static Site start(Path directory, ScriptedModel model, Agent agent) {
        return start(directory, model, Agents.of(agent));
    }

    /** With several agents. */
    public static Site start(Path directory, ScriptedModel model, Agents agents) {
        var site = new Site(directory, model, agents);
        site.start();
        return site;
    }

    public void start() {
        var core = new Core(directory, model, agents);
        var pulse = new Pulse(LiveStream.HEARTBEAT_SECONDS);
        var routes = new Routes();
        var wire =
                new runnel.wire.Core(
                        core.conversations,
                        core.runs,
                        new LiveStream(pulse),
                        request -> Core.OWNER,
                        runnel.llm.Prices.NONE);
        var pages =
                new WebPages(
                        wire,
                        new Models(java.util.List.of(model), "scripted/scripted"),
                        agents,
                        Clock.system(),
                        false,
                        messages -> java.util.List.of(),
                        false);
        pages.routes(routes, new ApiDocument()::in);
        pages.tools(routes, Toolbox.EMPTY, ToolServers.NONE);
        new ExportApi(wire, Clock.system()).routes(routes);
        server = Server.start(Settings.at("127.0.0.1", port), routes);
        port = server.port();
        this.core = core;
        this.pulse = pulse;
    }

    /** Ends all streams cleanly and leaves runs to the next start. */
    public void stop() throws InterruptedException {
        if (server != null && core != null && pulse != null) {
            server.close();
            pulse.close();
            core.close();
            server = null;
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public Core core() {
        if (core == null) {
            throw new IllegalStateException("not started");
        }
        return core;
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
