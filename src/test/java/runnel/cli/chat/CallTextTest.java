package runnel.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.base.Messages;

/** What is read in a terminal of a tool call. */
final class CallTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    calculator          | {"expression": "1+1"}            | Calculator · 1+1
                    files_read-textFile | {"path": "/a", "lines": 3}       | Files read text file · path: /a, lines: 3
                    crm_SQL_query       | {"at": {"id": 1}, "to": ["x"]}   | Crm SQL query · at.id: 1, to: ["x"]
                    files_list          | {}                               | Files list
                    files_list          | half of {                        | Files list · half of {
                    """)
    void aCallIsALineOfWords(String tool, String arguments, String line) {
        assertThat(new CallText(tool, arguments).line(Messages.of("en"), 100)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"run": "ls -l"}             | run: ls -l
                    {"run": "ls\\nrm x"}          | run: "ls\\nrm x"
                    {"run": "ls  -l "}           | run: "ls  -l "
                    {"run": ""}                  | run: ""
                    {"run": "ls", "in": {"a":1}} | run: ls in.a: 1
                    """)
    void whoDecidesSeesAllOfIt(String arguments, String shown) {
        var whole = new CallText("sh_run", arguments).whole(Messages.of("en"));
        assertThat(whole).startsWith("Sh run (sh_run)\n    run: ");
        assertThat(whole.substring(whole.indexOf("\n    ") + 5).replace("\n    ", " "))
                .isEqualTo(shown);
    }
}
