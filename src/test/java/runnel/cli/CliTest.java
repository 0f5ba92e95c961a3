package runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import runnel.base.Messages;
import runnel.testkit.Program;

class CliTest {
    @Test
    void helpSaysWhatThereIsInTheLanguageOfTheLocale() {
        var english = Program.with("LANG", "en_US.UTF-8").run("--help");
        assertThat(english.exit()).isZero();
        assertThat(english.out())
                .contains("Usage: runnel", "serve", "chat", "backup")
                .doesNotContain("null");
        var chinese =
                Program.with("LANG", "en_US.UTF-8", "LC_ALL", "zh_CN.UTF-8").run("chat", "--help");
        assertThat(chinese.exit()).isZero();
        assertThat(chinese.out()).contains("用法：runnel chat", "--server=URL", "服务器地址", "显示此帮助并退出");
        assertThat(Program.with().run("chat", "--help").out())
                .contains("Usage: runnel chat")
                .contains("leave");
    }

    @Test
    void everySubcommandKnowsTheVersion() {
        var version = Program.with().run("--version");
        assertThat(version.exit()).isZero();
        assertThat(version.out()).matches("runnel \\d+\\.\\d+\\.\\d+\\R");
        assertThat(Program.with().run("chat", "--version").out()).isEqualTo(version.out());
    }

    @Test
    void aMistakeIsOneLineWithARemedyAndNoUsageByTheYard() {
        var unknown = Program.with().run("chat", "--serve", "x");
        assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err().lines())
                .containsExactly(
                        "runnel: Unknown argument: --serve", "        See: runnel chat --help");
        assertThat(Program.with().run("chat", "--server").err()).startsWith("runnel: Missing: URL");
        assertThat(Program.with().run("nonsense").exit()).isEqualTo(ExitCode.USAGE);
        var nothing = Program.with().run();
        assertThat(nothing.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(nothing.err()).startsWith("Usage: runnel");
    }

    @Test
    void eachTextIsThereInEachLanguage() {
        var english = Messages.of("en");
        for (var language : Messages.LANGUAGES) {
            assertThat(Messages.of(language).keys())
                    .containsExactlyInAnyOrderElementsOf(english.keys());
        }
    }
}
