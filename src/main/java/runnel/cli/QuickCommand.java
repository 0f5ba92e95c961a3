package runnel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command that is described by calls, with the help and the version that all commands have. Those
 * that stand in annotations take their time to be found.
 */
final class QuickCommand {
    /** What is made by name. The library's own first looks for another language's classes. */
    private static final IFactory FACTORY =
            new IFactory() {
                @Override
                public <K> K create(Class<K> type) throws Exception {
                    return CommandLine.defaultFactory().create(type);
                }
            };

    private QuickCommand() {}

    static CommandSpec of(String name, Callable<Integer> call) {
        return CommandSpec.wrapWithoutInspection(call, FACTORY)
                .name(name)
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .descriptionKey("mixinStandardHelpOptions.help")
                                .build())
                .addOption(
                        OptionSpec.builder("-V", "--version")
                                .versionHelp(true)
                                .descriptionKey("mixinStandardHelpOptions.version")
                                .build());
    }

    static CommandLine line(CommandSpec spec) {
        return new CommandLine(spec, FACTORY);
    }
}
