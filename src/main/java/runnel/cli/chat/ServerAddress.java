package runnel.cli.chat;

import java.net.URI;
import java.util.Map;
import runnel.app.Config;
import runnel.app.Setting;
import runnel.base.Problem;
import runnel.cli.Shell;

/** Where the server is that is meant. */
final class ServerAddress {
    private ServerAddress() {}

    /**
     * The base URL by what was given on the command line, or by the environment, or else of the
     * server on this machine, at the port that it is configured with.
     *
     * @param server empty for what the environment says
     * @throws Problem {@code cli-server} where that is none, {@code config-file} and others where
     *     the configuration cannot be read
     */
    static URI of(String server, Shell shell) {
        var named = server.isEmpty() ? shell.variable("RUNNEL_SERVER") : server;
        var text = named.isEmpty() ? here(shell) : named;
        try {
            var address = URI.create(text.contains("://") ? text : "http://" + text);
            if (address.getHost() != null && address.getScheme().matches("https?")) {
                return URI.create(address.toString().replaceFirst("/+$", ""));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Problem(Problem.Kind.INVALID, "cli-server", text);
    }

    private static String here(Shell shell) {
        var config = Config.load(Map.of(), shell.environment());
        return "127.0.0.1:" + config.text(Setting.PORT);
    }
}
