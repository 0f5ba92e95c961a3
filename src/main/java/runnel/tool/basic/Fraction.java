package runnel.tool.basic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import runnel.tool.ToolFailure;

/**
 * An exact number: one whole number over another, in lowest terms, the lower one positive.
 *
 * @param exact false where an irrational result had to be rounded on the way
 */
record Fraction(BigInteger over, BigInteger under, boolean exact) implements Comparable<Fraction> {
    private static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE, true);

    /** Bits of a number, at most: thousands of digits. */
    private static final int BITS = 40_000;

    private static final int EXPONENT = 10_000;

    /** Digits that are shown of a number without end. */
    private static final MathContext SHOWN = new MathContext(34, RoundingMode.HALF_EVEN);

    Fraction {
        if (under.signum() == 0) {
            throw new ToolFailure("Division by zero.");
        }
        if (under.signum() < 0) {
            over = over.negate();
            under = under.negate();
        }
        var common = over.gcd(under);
        if (!common.equals(BigInteger.ONE) && common.signum() != 0) {
            over = over.divide(common);
            under = under.divide(common);
        }
        if (over.bitLength() > BITS || under.bitLength() > BITS) {
            throw new ToolFailure("The numbers become too long.");
        }
    }

    static Fraction of(BigDecimal number) {
        if (Math.abs((long) number.scale()) > EXPONENT) {
            throw new ToolFailure("The numbers become too long.");
        }
        return number.scale() <= 0
                ? new Fraction(number.toBigIntegerExact(), BigInteger.ONE, true)
                : new Fraction(number.unscaledValue(), BigInteger.TEN.pow(number.scale()), true);
    }

    Fraction plus(Fraction other) {
        return new Fraction(
                over.multiply(other.under).add(other.over.multiply(under)),
                under.multiply(other.under),
                exact && other.exact);
    }

    Fraction negate() {
        return new Fraction(over.negate(), under, exact);
    }

    Fraction times(Fraction other) {
        return new Fraction(
                over.multiply(other.over), under.multiply(other.under), exact && other.exact);
    }

    Fraction by(Fraction other) {
        return new Fraction(
                over.multiply(other.under), under.multiply(other.over), exact && other.exact);
    }

    /** What is left of a division, with the sign of the divisor. */
    Fraction modulo(Fraction other) {
        return plus(by(other).floor().times(other).negate());
    }

    Fraction floor() {
        var parts = over.divideAndRemainder(under);
        var whole = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return new Fraction(whole, BigInteger.ONE, exact);
    }

    /** Rounded half up, as people do it. */
    Fraction round(int digits) {
        if (Math.abs(digits) > 1_000) {
            throw new ToolFailure("The number of digits must be between -1000 and 1000.");
        }
        var scale = of(BigDecimal.ONE.scaleByPowerOfTen(digits));
        var half = new Fraction(BigInteger.ONE, BigInteger.TWO, true);
        var away = over.signum() < 0 ? negate() : this;
        var rounded = away.times(scale).plus(half).floor().by(scale);
        return over.signum() < 0 ? rounded.negate() : rounded;
    }

    Fraction power(Fraction exponent) {
        if (!exponent.under.equals(BigInteger.ONE)) {
            if (exponent.under.equals(BigInteger.TWO)) {
                return power(new Fraction(exponent.over, BigInteger.ONE, exact)).root();
            }
            throw new ToolFailure("An exponent must be a whole number, or a half of one.");
        }
        var times = exponent.over.abs();
        if (times.bitLength() > 31
                || times.longValue() * Math.max(over.bitLength(), under.bitLength()) > 4L * BITS) {
            throw new ToolFailure("The numbers become too long.");
        }
        var power = new Fraction(over.pow(times.intValue()), under.pow(times.intValue()), exact);
        return exponent.over.signum() < 0 ? ONE.by(power) : power;
    }

    /** The square root: exact where it is a fraction. */
    Fraction root() {
        if (over.signum() < 0) {
            throw new ToolFailure("There is no real root of a negative number.");
        }
        var above = over.sqrt();
        var below = under.sqrt();
        if (above.multiply(above).equals(over) && below.multiply(below).equals(under)) {
            return new Fraction(above, below, exact);
        }
        var root = decimal().sqrt(SHOWN);
        var rounded = of(root);
        return new Fraction(rounded.over, rounded.under, false);
    }

    int whole() {
        if (!under.equals(BigInteger.ONE) || over.bitLength() > 31) {
            throw new ToolFailure("A number of digits must be a whole number.");
        }
        return over.intValue();
    }

    @Override
    public int compareTo(Fraction other) {
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }

    /** In decimals; with a sign where digits had to be left out. */
    @Override
    public String toString() {
        try {
            var text = new BigDecimal(over).divide(new BigDecimal(under));
            var plain = text.stripTrailingZeros().toPlainString();
            return exact ? plain : plain + " (rounded)";
        } catch (ArithmeticException e) {
            return decimal().toPlainString() + "… (exactly " + over + "/" + under + ")";
        }
    }

    private BigDecimal decimal() {
        return new BigDecimal(over).divide(new BigDecimal(under), SHOWN);
    }
}
