package runnel.cli.chat;

import java.net.URI;
import runnel.base.Problem;
import runnel.cli.Shell;

/** Where the server is that is meant. */
final class ServerAddress {
    private static final String DEFAULT_PORT = "8321";

    private ServerAddress() {}

    /**
     * The base URL by what was given on the command line, or by the environment, or this machine.
     *
     * @param server empty for what the environment says
     * @throws Problem {@code cli-server} where that is none
     */
    static URI of(String server, Shell shell) {
        var port = shell.variable("RUNNEL_PORT");
        var named = server.isEmpty() ? shell.variable("RUNNEL_SERVER") : server;
        var text = named.isEmpty() ? "127.0.0.1:" + (port.isEmpty() ? DEFAULT_PORT : port) : named;
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
}
