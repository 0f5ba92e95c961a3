package runnel.cli;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import runnel.app.App;
import runnel.app.Config;
import runnel.app.Setting;

/**
 * {@code runnel serve}: starts the server and stays until it is told to stop. Its flags are the
 * settings.
 */
@Command(name = ServeCommand.NAME)
public final class ServeCommand implements Callable<Integer> {
    static final String NAME = "serve";

    private final Shell shell;
    private final CommandSpec spec = QuickCommand.of(NAME, this);
    private final Map<Setting, OptionSpec> flags = new EnumMap<>(Setting.class);

    public ServeCommand(Shell shell) {
        this.shell = shell;
    }

    /** The command with one flag for each setting. */
    public CommandSpec withFlags() {
        for (var setting : Setting.values()) {
            var flag = flag(setting);
            flags.put(setting, flag);
            spec.addOption(flag);
        }
        return spec;
    }

    private static OptionSpec flag(Setting setting) {
        var flag = OptionSpec.builder(setting.flag()).description(setting.description());
        var isSwitch = setting.fallback().equals("true") || setting.fallback().equals("false");
        return isSwitch
                ? flag.type(Boolean.class)
                        .arity("0..1")
                        .fallbackValue("true")
                        .negatable(true)
                        .build()
                : flag.type(String.class)
                        .paramLabel(setting.key().toUpperCase(Locale.ROOT))
                        .build();
    }

    @Override
    public Integer call() throws InterruptedException {
        var config = Config.load(given(), shell.environment());
        App.logging(config);
        var app = App.start(config);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app, stopped), "shutdown"));
        app.firstToken()
                .ifPresent(token ->
                        shell.out()
                                .println(
                                        shell.messages()
                                                .text(
                                                        "cli.serve.login",
                                                        app.url() + "/login?token=" + token)));
        shell.out().println("listening on " + app.url());
        shell.out().flush();
        stopped.await();
        return ExitCode.OK;
    }

    /** What the command line says. */
    private Map<Setting, String> given() {
        var given = new EnumMap<Setting, String>(Setting.class);
        flags.forEach((setting, flag) -> {
            if (flag.getValue() != null) {
                given.put(setting, flag.getValue().toString());
            }
        });
        return given;
    }

    private static void stop(App app, CountDownLatch stopped) {
        try {
            app.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
    }
}
