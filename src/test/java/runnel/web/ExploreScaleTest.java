package runnel.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Axes have round numbers, and room for all values. */
final class ExploreScaleTest {
    @Test
    void stepsAreRound() {
        assertThat(ExploreScale.of(0, 408).ticks()).containsExactly(0.0, 200.0, 400.0, 600.0);
        assertThat(ExploreScale.of(12, 2_045_328).ticks())
                .containsExactly(0.0, 1_000_000.0, 2_000_000.0, 3_000_000.0);
        assertThat(ExploreScale.of(-30, 70).ticks()).containsExactly(-50.0, 0.0, 50.0, 100.0);
    }

    @Test
    void valuesLieOnIt() {
        var scale = ExploreScale.of(-3, 9);
        assertThat(scale.share(-3)).isBetween(0.0, 1.0);
        assertThat(scale.share(9)).isBetween(0.0, 1.0);
        assertThat(scale.share(0)).isPositive();
    }

    @Test
    void noValuesHaveAScaleToo() {
        assertThat(ExploreScale.of(0, 0).ticks()).containsExactly(0.0, 1.0);
        assertThat(ExploreScale.of(0, Double.POSITIVE_INFINITY).share(0)).isZero();
    }
}
