package runnel.cli.chat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import runnel.base.Problem;
import runnel.cli.ExitCode;
import runnel.cli.Shell;

/** {@code runnel export}: writes conversations of a server to files. */
@Command(name = "export", mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    private static final Map<String, String> ENDINGS =
            Map.of("markdown", "md", "html", "html", "json", "json");
    private static final int PAGE_CONVERSATIONS = 200;

    private final Shell shell;

    @Mixin private ServerOptions server = new ServerOptions();

    @Option(names = "--format", paramLabel = "FORMAT", descriptionKey = "format")
    private String format = "markdown";

    @Option(names = "--output", paramLabel = "PATH", descriptionKey = "output")
    private String output = "";

    @Option(names = "--all", descriptionKey = "all")
    private boolean all;

    @Parameters(paramLabel = "ID", arity = "0..1", descriptionKey = "conversation")
    private String conversation = "";

    public ExportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (all == !conversation.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "export-which");
        }
        if (!ENDINGS.containsKey(format)) {
            throw new Problem(Problem.Kind.INVALID, "export-format", format);
        }
        try (var remote = server.open(shell)) {
            if (all) {
                everything(remote);
            } else if (output.isEmpty()) {
                shell.out().print(export(remote, conversation));
            } else {
                write(Path.of(output), export(remote, conversation));
            }
        }
        return ExitCode.OK;
    }

    private void everything(RemoteServer remote) throws IOException, InterruptedException {
        var directory = Files.createDirectories(Path.of(output));
        var ids = new ArrayList<String>(list(remote, false));
        ids.addAll(list(remote, true));
        for (var id : ids) {
            write(directory.resolve(id + "." + ENDINGS.get(format)), export(remote, id));
        }
        shell.out()
                .println(
                        shell.messages()
                                .text("cli.export.done", ids.size(), directory.toAbsolutePath()));
    }

    private static List<String> list(RemoteServer remote, boolean archived)
            throws InterruptedException {
        var ids = new ArrayList<String>();
        var next = "";
        do {
            var page =
                    remote.get(
                            "conversations?limit="
                                    + PAGE_CONVERSATIONS
                                    + "&archived="
                                    + archived
                                    + (next.isEmpty()
                                            ? ""
                                            : "&before=" + RemoteServer.encode(next)));
            page.path("conversations").forEach(item -> ids.add(item.path("id").asText()));
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return ids;
    }

    private String export(RemoteServer remote, String id) throws InterruptedException {
        return remote.text("conversations/" + RemoteServer.encode(id) + "/export?format=" + format);
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new Problem(Problem.Kind.INVALID, "export-exists", file).because(e);
        }
    }
}
