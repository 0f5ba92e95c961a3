package runnel.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.agent.RememberTool;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.conversation.Facts;
import runnel.tool.Attachments;
import runnel.tool.Permission;
import runnel.tool.Tool;
import runnel.tool.ToolServers;
import runnel.tool.Toolbox;
import runnel.tool.basic.CalculatorTool;
import runnel.tool.basic.TimeTool;
import runnel.tool.documents.Documents;
import runnel.tool.mcp.McpServers;
import runnel.tool.mcp.PlacesFile;
import runnel.tool.methods.MethodTool;
import runnel.tool.methods.Toolset;
import runnel.tool.methods.ToolsetFinder;
import runnel.tool.web.FetchPageTool;
import runnel.tool.web.GeminiSearch;
import runnel.tool.web.SearchApi;
import runnel.tool.web.SearchApi.Kind;
import runnel.tool.web.SearchEngine;
import runnel.tool.web.Web;
import runnel.tool.web.WebSearchTool;
import runnel.tool.web.openapi.OpenApiTools;

/** Which tools there are, by the configuration, and what may be done with them. */
final class Tools implements AutoCloseable {
    private static final String TAVILY = "https://api.tavily.com/search";
    private static final String BRAVE = "https://api.search.brave.com/res/v1/web/search";
    private static final String SERPER = "https://google.serper.dev/search";
    private static final Logger LOG = LoggerFactory.getLogger(Tools.class);

    private final Web trusted = Web.trusted();
    private final Web guarded = Web.guarded();

    private final McpServers servers;
    private final Documents documents;

    private final Tool data;

    /**
     * @param data asks the data of this server
     */
    Tools(Config config, Attachments attachments, Tool data, Clock clock) {
        this.data = data;
        documents =
                Documents.open(
                        folder(config), config.data().resolve("documents"), attachments, clock);
        servers = new McpServers(PlacesFile.read(config.data(), System.getenv()), clock);
    }

    /** All that there are. */
    Toolbox all(Config config, Facts facts, List<Toolset> toolsets, Clock clock) {
        var tools = new ArrayList<Tool>();
        tools.add(new CalculatorTool());
        tools.add(new TimeTool(clock));
        tools.add(data);
        tools.add(new RememberTool(facts, clock));
        engine(config).ifPresent(engine -> tools.add(new WebSearchTool(engine)));
        tools.add(new FetchPageTool(guarded));
        toolsets.forEach(toolset -> tools.addAll(MethodTool.of(toolset)));
        tools.addAll(ToolsetFinder.tools(directory(config)));
        var services = new OpenApiTools(directory(config), System.getenv(), trusted, clock);
        return new Toolbox(tools, List.of(documents, services, servers), permissions(config));
    }

    /** Programs and services that tools come from. */
    ToolServers servers() {
        return servers;
    }

    /** What people have provided to be searched. */
    Documents documents() {
        return documents;
    }

    /** Who searches the web: the first that is configured. */
    private Optional<SearchEngine> engine(Config config) {
        var searxng = config.text(Setting.SEARXNG_BASE_URL);
        if (!searxng.isEmpty()) {
            return Optional.of(new SearchApi(trusted, Kind.SEARXNG, searxng, ""));
        }
        for (var place :
                List.of(
                        new Place(Kind.TAVILY, TAVILY, Setting.TAVILY_API_KEY),
                        new Place(Kind.BRAVE, BRAVE, Setting.BRAVE_API_KEY),
                        new Place(Kind.SERPER, SERPER, Setting.SERPER_API_KEY))) {
            var key = config.text(place.key());
            if (!key.isEmpty()) {
                return Optional.of(new SearchApi(trusted, place.kind(), place.url(), key));
            }
        }
        var gemini = Providers.geminiKey(config);
        return gemini.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new GeminiSearch(
                                trusted,
                                config.text(Setting.GEMINI_BASE_URL),
                                config.text(Setting.GEMINI_SEARCH_MODEL),
                                gemini));
    }

    private record Place(Kind kind, String url, Setting key) {}

    @Override
    public void close() {
        documents.close();
        servers.close();
        try {
            trusted.close();
            guarded.close();
        } catch (IOException e) {
            LOG.warn("connections of tools did not close", e);
        }
    }

    private static Path directory(Config config) {
        var text = config.text(Setting.TOOL_FILES);
        return text.isEmpty() ? config.data().resolve("tools") : Path.of(text).toAbsolutePath();
    }

    private static Optional<Path> folder(Config config) {
        var folder = config.text(Setting.DOCUMENTS);
        try {
            return folder.isEmpty() ? Optional.empty() : Optional.of(Documents.folder(folder));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, "documents-folder", folder).because(e);
        }
    }

    private static Map<String, Permission> permissions(Config config) {
        var permissions = new HashMap<String, Permission>();
        // What is forbidden stays so, whatever else is said.
        config.list(Setting.TOOLS_ALLOW).forEach(name -> permissions.put(name, Permission.ALLOW));
        config.list(Setting.TOOLS_ASK).forEach(name -> permissions.put(name, Permission.ASK));
        config.list(Setting.TOOLS_DENY).forEach(name -> permissions.put(name, Permission.DENY));
        return permissions;
    }
}
