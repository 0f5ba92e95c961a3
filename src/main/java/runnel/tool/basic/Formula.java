package runnel.tool.basic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import runnel.tool.ToolFailure;

/**
 * An expression that is calculated while it is read, by precedence climbing. For one thread.
 *
 * <p>From weak to strong: {@code + -}, then {@code * / %}, then a sign, then {@code ^}, which binds
 * to the right.
 */
final class Formula {
    private static final int CHARS = 2_000;
    private static final int DEPTH = 100;
    private static final Pattern NUMBER =
            Pattern.compile("[0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]{1,4})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+");

    private final String text;
    private int at;
    private int depth;

    Formula(String text) {
        if (text.length() > CHARS) {
            throw new ToolFailure("The expression is longer than " + CHARS + " characters.");
        }
        // The signs that people and models write instead.
        this.text =
                text.replace('×', '*')
                        .replace('·', '*')
                        .replace('÷', '/')
                        .replace('−', '-')
                        .replace("**", "^")
                        .replaceAll("(?<=\\d)_(?=\\d)", "");
    }

    Fraction value() {
        var value = sum();
        if (peek() != 0) {
            throw unexpected();
        }
        return value;
    }

    private Fraction sum() {
        if (++depth > DEPTH) {
            throw new ToolFailure("The expression is nested too deeply.");
        }
        var value = product();
        for (var sign = peek(); sign == '+' || sign == '-'; sign = peek()) {
            at++;
            var next = product();
            value = value.plus(sign == '+' ? next : next.negate());
        }
        depth--;
        return value;
    }

    private Fraction product() {
        var value = signed();
        for (var sign = peek(); sign == '*' || sign == '/' || sign == '%'; sign = peek()) {
            at++;
            var next = signed();
            value =
                    switch (sign) {
                        case '*' -> value.times(next);
                        case '/' -> value.by(next);
                        default -> value.modulo(next);
                    };
        }
        return value;
    }

    private Fraction signed() {
        var negative = false;
        for (var sign = peek(); sign == '+' || sign == '-'; sign = peek()) {
            at++;
            negative ^= sign == '-';
        }
        var value = power();
        return negative ? value.negate() : value;
    }

    private Fraction power() {
        var base = atom();
        if (peek() != '^') {
            return base;
        }
        at++;
        if (++depth > DEPTH) {
            throw new ToolFailure("The expression is nested too deeply.");
        }
        var power = base.power(signed());
        depth--;
        return power;
    }

    private Fraction atom() {
        var next = peek();
        if (next == '(') {
            at++;
            var value = sum();
            require(')');
            return value;
        }
        var number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
            return Fraction.of(new BigDecimal(number.group()));
        }
        var name = NAME.matcher(text).region(at, text.length());
        if (name.lookingAt()) {
            at = name.end();
            return function(name.group().toLowerCase(Locale.ROOT));
        }
        throw unexpected();
    }

    private Fraction function(String name) {
        require('(');
        var values = new ArrayList<Fraction>();
        values.add(sum());
        while (peek() == ',') {
            at++;
            values.add(sum());
        }
        require(')');
        var first = values.getFirst();
        return switch (name) {
            case "abs" -> first.over().signum() < 0 ? first.negate() : first;
            case "floor" -> first.floor();
            case "ceil" -> first.negate().floor().negate();
            case "round" -> first.round(values.size() > 1 ? values.get(1).whole() : 0);
            case "sqrt" -> first.root();
            case "min" -> Collections.min(values);
            case "max" -> Collections.max(values);
            case "sum" -> total(values);
            case "avg", "mean" ->
                    total(values)
                            .by(
                                    new Fraction(
                                            BigInteger.valueOf(values.size()),
                                            BigInteger.ONE,
                                            true));
            default -> throw new ToolFailure("There is no function " + name + ".");
        };
    }

    private static Fraction total(List<Fraction> values) {
        return values.stream().reduce(Fraction::plus).orElseThrow();
    }

    private void require(char wanted) {
        if (peek() != wanted) {
            throw unexpected();
        }
        at++;
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private ToolFailure unexpected() {
        return new ToolFailure(
                at < text.length()
                        ? "Unexpected \"" + text.charAt(at) + "\" at character " + (at + 1) + "."
                        : "The expression ends too early.");
    }
}
