package runnel.tool.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.testkit.Papers;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;

/** Java methods as tools. */
class MethodToolTest {
    private static final Tool.Caller ANN = new Tool.Caller("ann", "c", "call");

    @TempDir Path directory;

    /** A kitchen. */
    public static final class Kitchen implements Toolset {
        public enum Size {
            SMALL,
            LARGE
        }

        public record Pizza(@Argument("how big") Size size, List<String> toppings) {}

        @ToolMethod("Prices a pizza.")
        public String priceOf(@Argument("what to bake") Pizza pizza, Optional<Integer> pieces) {
            return pizza.size() + " with " + pizza.toppings() + " × " + pieces.orElse(1);
        }

        @ToolMethod(value = "Orders.", name = "order", sideEffects = true, timeoutMillis = 5_000)
        public Map<String, Object> place(int table, Tool.Caller caller) {
            return Map.of("table", table, "for", caller.owner());
        }

        @ToolMethod("Burns everything.")
        public void burn(boolean badly) throws IOException {
            if (badly) {
                throw new IOException("fire");
            }
        }

        @ToolMethod("Waits.")
        public void await() throws InterruptedException {
            Thread.sleep(60_000);
        }
    }

    /** One whose argument nobody could write down. */
    public static final class Wrong implements Toolset {
        @ToolMethod("Runs something.")
        public void run(Runnable what) {
            what.run();
        }
    }

    @Test
    void theSchemaFollowsFromTheParameters() {
        assertThat(tool("price_of").spec().parameters())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"pizza\":{\"type\":\"object\",\"properties\":{"
                                + "\"size\":{\"type\":\"string\",\"enum\":[\"SMALL\",\"LARGE\"],\"description\":\"how big\"},"
                                + "\"toppings\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},"
                                + "\"required\":[\"size\",\"toppings\"],\"description\":\"what to bake\"},"
                                + "\"pieces\":{\"type\":\"integer\"}},\"required\":[\"pizza\"]}");
        assertThat(tool("order").spec().parameters())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"table\":{\"type\":\"integer\"}},\"required\":[\"table\"]}");
        assertThat(tool("order").hasSideEffects()).isTrue();
        assertThat(tool("order").timeoutMillis()).isEqualTo(5_000);
        assertThat(tool("burn").hasSideEffects()).isFalse();
    }

    @Test
    void argumentsAndResultsAreTranslated() throws Exception {
        assertThat(call("price_of", "{\"pizza\":{\"size\":\"LARGE\",\"toppings\":[\"figs\"]}}"))
                .isEqualTo("LARGE with [figs] × 1");
        assertThat(
                        call(
                                "price_of",
                                "{\"pieces\":8,\"pizza\":{\"size\":\"SMALL\",\"toppings\":[]}}"))
                .isEqualTo("SMALL with [] × 8");
        assertThat(Json.parse(call("order", "{\"table\":4}")))
                .isEqualTo(Json.parse("{\"for\":\"ann\",\"table\":4}"));
        assertThat(call("burn", "{\"badly\":false}")).isEqualTo("Done.");
    }

    @Test
    void mistakesAndFailuresAreToldToTheModel() {
        assertThatThrownBy(() -> call("order", "{}"))
                .isInstanceOf(ToolFailure.class)
                .hasMessage("The argument \"table\" is missing.");
        assertThatThrownBy(() -> call("price_of", "{\"pizza\":{\"size\":\"HUGE\"}}"))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("The argument \"pizza\" does not fit")
                .hasMessageContaining("HUGE");
        assertThatThrownBy(() -> call("burn", "{\"badly\":true}"))
                .isInstanceOf(ToolFailure.class)
                .hasMessage("It failed with IOException: fire");
    }

    @Test
    void anInterruptStopsIt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> call("await", "{}")).isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatCannotBeAToolSaysWhy() {
        assertThatThrownBy(() -> MethodTool.of(new Wrong()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Wrong.run")
                .hasMessageContaining("java.lang.Runnable");
    }

    @Test
    void toolsetsComeFromJarsAndAWrongOneLeavesTheOthers() throws Exception {
        var names = Wrong.class.getName() + "\nno.such.Toolset\n" + Kitchen.class.getName() + "\n";
        Files.write(
                directory.resolve("kitchen.jar"),
                Papers.zip(Map.of("META-INF/services/" + Toolset.class.getName(), names)));
        assertThat(ToolsetFinder.tools(directory))
                .extracting(tool -> tool.spec().name())
                .containsExactly("await", "burn", "order", "price_of");
        assertThat(ToolsetFinder.tools(directory.resolve("none"))).isEmpty();
    }

    private static String call(String name, String arguments) throws InterruptedException {
        return tool(name).call(Json.parse(arguments), ANN).text();
    }

    private static Tool tool(String name) {
        return MethodTool.of(new Kitchen()).stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
