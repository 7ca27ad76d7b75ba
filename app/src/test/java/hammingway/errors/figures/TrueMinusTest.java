package hammingway.errors.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrueMinusTest {
    @Test
    void onlyNegativeNumbersHaveASignAndItIsNoHyphen() {
        assertThat(TrueMinus.format("%.3f nats", -0.679)).isEqualTo("\u22120.679 nats");
        assertThat(TrueMinus.format("%.3f", -0.001)).isEqualTo("\u22120.001");
        assertThat(TrueMinus.format("%.3f nats", -0.0004)).isEqualTo("0.000 nats");
        assertThat(TrueMinus.format("%+.2f", -0.0)).isEqualTo("0.00");
        assertThat(TrueMinus.format("%+.2f", 1.5)).isEqualTo("+1.50");
        assertThat(TrueMinus.format("%.0e", 2e-5)).isEqualTo("2e\u221205");
    }
}
