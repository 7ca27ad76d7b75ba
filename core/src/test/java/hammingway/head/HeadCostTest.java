package hammingway.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.head.DecisionLayer.LinearCode;
import hammingway.head.DecisionLayer.MtlPerBit;
import hammingway.head.DecisionLayer.MtlShared;
import hammingway.head.DecisionLayer.OneVsAll;
import hammingway.head.DecisionLayer.Softmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Costs against the figures of the paper and of its authors' slides. */
class HeadCostTest {
    /** The paper's pre-training model: d = 320, V = 1000, heads with biases. */
    @ParameterizedTest
    @CsvSource({"500, 160500", "50, 16050", "10, 3210"})
    void linearHeadsHaveThePapersSizes(int bits, long parameters) {
        HeadCost cost = HeadCost.of(new LinearCode(true), 320, 1000, bits);
        assertThat(cost.stored()).isEqualTo(parameters);
        assertThat(cost.trainable()).isEqualTo(parameters);
        assertThat(cost.shared()).isZero();
        assertThat(cost.codebookBytes()).isEqualTo(1000L * ((bits + 7) / 8));
    }

    @Test
    void softmaxHasThePapersSize() {
        assertThat(HeadCost.softmaxParameters(320, 1000)).isEqualTo(321_000);
        assertThat(HeadCost.of(new OneVsAll(true), 320, 1000, 0))
                .isEqualTo(HeadCost.of(new Softmax(false, true), 320, 1000, 0));
    }

    /** The slides' table on OPT-1.3B: V = 50272, d = 2048, no biases. */
    @ParameterizedTest
    @CsvSource({"16, 512, 16785408", "50, 512, 52454400"})
    void perBitHeadsHaveTheSlidesSizes(int bits, int hidden, long parameters) {
        assertThat(HeadCost.of(new MtlPerBit(hidden, false), 2048, 50_272, bits).stored())
                .isEqualTo(parameters);
    }

    /** In millions, as the slides round them. */
    @ParameterizedTest
    @CsvSource({
        "16, 128, 4.2",
        "16, 1024, 33.6",
        "25, 512, 26.2",
        "50, 128, 13.1",
        "75, 512, 78.7",
        "50, 1024, 104.9",
        "100, 512, 104.9"
    })
    void perBitHeadsHaveTheSlidesRoundedSizes(int bits, int hidden, double millions) {
        assertThat(HeadCost.of(new MtlPerBit(hidden, false), 2048, 50_272, bits).stored() / 1e6)
                .isCloseTo(millions, within(0.05));
    }

    @Test
    void slidesSoftmaxAndLinearHeadsHaveTheirSizes() {
        assertThat(HeadCost.of(new Softmax(false, false), 2048, 50_272, 0).stored())
                .isEqualTo(102_957_056);
        assertThat(HeadCost.of(new LinearCode(false), 2048, 50_272, 16).stored())
                .isEqualTo(32_768);
        assertThat(HeadCost.of(new LinearCode(false), 2048, 50_272, 50).stored())
                .isEqualTo(102_400);
        // one shared hidden layer of 512 costs 1% of softmax where one per bit costs half
        assertThat(HeadCost.of(new MtlShared(512, false), 2048, 50_272, 50).stored())
                .isEqualTo(512L * (2048 + 50));
    }

    /** Multiply-adds in % of softmax's, decoding by a matrix product counted. */
    @ParameterizedTest
    @CsvSource({
        "1000, 320, 50, 5.0, 20.6", "1000, 320, 500, 50.0, 206.3", "50272, 2048, 16, 0.03, 0.8",
        "50272, 2048, 50, 0.1, 2.5", "128256, 4096, 1024, 0.8, 25.8", "151936, 896, 128, 0.08, 14.4",
        "256000, 2304, 128, 0.05, 5.6"
    })
    void decodingIsCounted(int vocabulary, int width, int bits, double head, double withDecoding) {
        HeadCost cost = HeadCost.of(new LinearCode(true), width, vocabulary, bits);
        double softmax = (double) vocabulary * width;
        assertThat(100 * cost.headMultiplyAdds() / softmax).isCloseTo(head, within(0.051));
        assertThat(100 * (cost.headMultiplyAdds() + cost.decodeMultiplyAdds()) / softmax)
                .isCloseTo(withDecoding, within(0.051));
    }

    @ParameterizedTest
    @CsvSource({"50272, 2048, 50.9, 53.4", "151936, 1536, 16.9, 20.1", "32000, 2048, 80.0, 82.5"})
    void perBitHeadsCostWhatTheFieldCounts(int vocabulary, int width, double head, double withDecoding) {
        HeadCost cost = HeadCost.of(new MtlPerBit(512, false), width, vocabulary, 50);
        double softmax = (double) vocabulary * width;
        assertThat(100 * cost.headMultiplyAdds() / softmax).isCloseTo(head, within(0.1));
        assertThat(100 * (cost.headMultiplyAdds() + cost.decodeMultiplyAdds()) / softmax)
                .isCloseTo(withDecoding, within(0.1));
    }

    @Test
    void aTiedSoftmaxStoresNothingButComputesAll() {
        HeadCost tied = HeadCost.of(new Softmax(true, false), 320, 1000, 0);
        assertThat(tied).isEqualTo(new HeadCost(0, 0, 320_000, 320_000, 0, 0));
    }

    @Test
    void biasesAreCounted() {
        assertThat(HeadCost.of(new MtlPerBit(4, true), 8, 16, 3).stored()).isEqualTo(3 * (8 * 4 + 4 + 4 + 1));
        assertThat(HeadCost.of(new MtlShared(4, true), 8, 16, 3).stored()).isEqualTo(8 * 4 + 4 + 4 * 3 + 3);
        assertThat(HeadCost.of(new LinearCode(true), 8, 16, 3).headMultiplyAdds())
                .isEqualTo(24);
    }

    @Test
    void largeLayersDoNotOverflow() {
        assertThat(HeadCost.of(new MtlPerBit(65_536, false), 16_384, 262_144, 1024)
                        .stored())
                .isEqualTo(1024L * 65_536 * 16_385);
    }
}
