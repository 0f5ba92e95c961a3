package runnel.tool.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.base.Json;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;

class CalculatorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.1 + 0.2|0.3",
                "1/3*3|1",
                "2^10|1024",
                "2^-2|0.25",
                "2^3^2|512",
                "-2^2|-4",
                "(1 + 2) * (3 - 4)|-3",
                "10 % 3|1",
                "-7 % 3|2",
                "1/3|0.3333333333333333333333333333333333… (exactly 1/3)",
                "sqrt(2)^2|2.0000000000000000000000000000000000 (rounded)",
                "sqrt(9/4)|1.5",
                "4^0.5|2",
                "round(2.345, 2)|2.35",
                "round(-2.5)|-3",
                "round(1234, -2)|1200",
                "min(3, 1/2, 2)|0.5",
                "avg(1, 2, 3, 4)|2.5",
                "floor(-0.5) + ceil(0.2)|0",
                "12 × 3 ÷ 4 − 1|8",
                "1_000_000 * 1.1e-2|11000",
                "99999999999999999999 * 99999999999999999999|9999999999999999999800000000000000000001"
            })
    void isExact(String expression, String value) {
        if (value.endsWith("(rounded)")) {
            assertThat(new Formula(expression).value().toString()).endsWith("(rounded)");
        } else {
            assertThat(new Formula(expression).value()).hasToString(value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/0|Division by zero",
                "2 +|ends too early",
                "2 $ 3|Unexpected",
                "foo(1)|no function foo",
                "sqrt(-1)|negative",
                "9^9^9|too long",
                "1e9999 * 1e9999|too long",
                "2^0.3|exponent"
            })
    void saysWhatIsWrong(String expression, String reason) {
        assertThatThrownBy(() -> new Formula(expression).value())
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining(reason);
    }

    @Test
    void doesNotFallForDeepNests() {
        assertThatThrownBy(() -> new Formula("(".repeat(1_000)).value())
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> new Formula("2^".repeat(900) + "1").value())
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void answersWithTheWholeEquation() {
        var output =
                new CalculatorTool()
                        .call(
                                Json.parse("{\"expression\":\"1.1*3\"}"),
                                new Tool.Caller("ann", "c", "1"));
        assertThat(output.text()).isEqualTo("1.1*3 = 3.3");
    }
}
