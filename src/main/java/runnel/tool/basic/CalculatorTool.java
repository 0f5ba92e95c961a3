package runnel.tool.basic;

import com.fasterxml.jackson.databind.JsonNode;
import runnel.tool.Arguments;
import runnel.tool.Tool;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** Calculates exactly: with fractions, not with floating point. */
public final class CalculatorTool implements Tool {
    private static final ToolSpec SPEC =
            new ToolSpec(
                    "calculator",
                    "Calculates an expression exactly. Use it for every calculation that is more"
                            + " than trivial. Knows + - * / % ^ ( ), and the functions abs, floor,"
                            + " ceil, round(x, digits), sqrt, min and max.",
                    """
                    {"type":"object","properties":{"expression":{"type":"string",\
                    "description":"such as (1.1 + 2.2) * 3"}},"required":["expression"]}\
                    """);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) {
        var expression = new Arguments(arguments).text("expression");
        var value = new Formula(expression).value();
        return ToolOutput.of(expression + " = " + value);
    }
}
