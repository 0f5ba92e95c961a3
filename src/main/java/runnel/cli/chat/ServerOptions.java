package runnel.cli.chat;

import picocli.CommandLine.Option;
import runnel.cli.Shell;

/** Which server a command talks with, and as whom. */
final class ServerOptions {
    @Option(names = "--server", paramLabel = "URL", descriptionKey = "server")
    private String server = "";

    @Option(names = "--token", paramLabel = "TOKEN", descriptionKey = "token")
    private String token = "";

    RemoteServer open(Shell shell) {
        return RemoteServer.named(server, token, shell);
    }
}
