package runnel.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.bi.AskData;
import runnel.cube.server.CubeAddress;
import runnel.cube.server.CubeServer;
import runnel.wire.cube.Tokens;
import runnel.workflow.Workflow;

/**
 * The Cube servers that a question may name: the one that is configured, and those that the
 * operator lists. Each of the latter is asked by a workflow of its own, so that a run that goes on
 * after a crash goes on with the same server.
 */
final class CubeServers implements AutoCloseable {
    private final Optional<CubeAddress> usual;
    private final Map<CubeAddress, CubeServer> others;

    private CubeServers(Optional<CubeAddress> usual, Map<CubeAddress, CubeServer> others) {
        this.usual = usual;
        this.others = others;
    }

    /**
     * Reads the list; no server is asked anything yet.
     *
     * @throws Problem {@code cube-server-url}
     */
    static CubeServers listed(Config config) {
        var usual = CubeAddress.of(config.text(Setting.CUBE_URL));
        var others = new LinkedHashMap<CubeAddress, CubeServer>();
        for (var url : config.list(Setting.CUBE_URLS)) {
            var address =
                    CubeAddress.of(url)
                            .orElseThrow(() ->
                                    new Problem(Problem.Kind.INVALID, "cube-server-url", url));
            if (!usual.equals(Optional.of(address))) {
                others.computeIfAbsent(
                        address, one -> new CubeServer(one.url(), token(config), Clock.system()));
            }
        }
        return new CubeServers(usual, others);
    }

    /** Which workflow asks the server at an address; empty for one that is not listed. */
    Optional<String> workflow(String url) {
        return CubeAddress.of(url)
                .flatMap(address -> {
                    if (usual.equals(Optional.of(address))) {
                        return Optional.of(AskData.NAME);
                    }
                    return others.containsKey(address)
                            ? Optional.of(name(address))
                            : Optional.empty();
                });
    }

    List<Workflow> workflows(Clock clock, AskData.Manner manner) {
        return others.entrySet().stream()
                .map(one -> new AskData(one.getValue(), clock, manner).workflow(name(one.getKey())))
                .toList();
    }

    @Override
    public void close() {
        others.values().forEach(CubeServer::close);
    }

    private static String name(CubeAddress address) {
        return AskData.NAME + "@" + address.url();
    }

    /** What Cube servers are shown of a viewer. */
    static CubeServer.Credential token(Config config) {
        var token = config.text(Setting.CUBE_TOKEN);
        var secret = config.text(Setting.CUBE_SECRET);
        if (!token.isEmpty() || secret.isEmpty()) {
            return viewer -> token;
        }
        var signer = new Tokens(secret, Clock.system());
        return viewer -> signer.issue(viewer.claims());
    }
}
