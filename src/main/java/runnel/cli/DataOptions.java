package runnel.cli;

import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;
import runnel.app.App;
import runnel.app.Config;
import runnel.app.Setting;

/** The options of commands that ask data without a server: which data, and on which day. */
final class DataOptions {
    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "runnel.data")
    private String data = "";

    @Option(names = "--models", paramLabel = "DIR", descriptionKey = "runnel.cube.models")
    private String models = "";

    @Option(
            names = "--analytics",
            paramLabel = "DATABASE",
            descriptionKey = "runnel.cube.analytics")
    private String analytics = "";

    @Option(
            names = "--analytics-init",
            paramLabel = "FILE.sql",
            descriptionKey = "runnel.cube.analytics-init")
    private String init = "";

    @Option(names = "--now", paramLabel = "INSTANT", descriptionKey = "runnel.cube.now")
    private String now = "";

    /**
     * The configuration with these options, which tells nothing beside the command's own output.
     */
    Config config(Shell shell) {
        var flags = new EnumMap<Setting, String>(Setting.class);
        Map.of(
                        Setting.DATA, data,
                        Setting.MODELS, models,
                        Setting.ANALYTICS, analytics,
                        Setting.ANALYTICS_INIT, init,
                        Setting.NOW, now)
                .forEach((setting, value) -> {
                    if (!value.isEmpty()) {
                        flags.put(setting, value);
                    }
                });
        flags.put(Setting.QUIET, "true");
        var config = Config.load(flags, shell.environment());
        App.logging(config);
        return config;
    }
}
