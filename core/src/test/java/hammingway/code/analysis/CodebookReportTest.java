package hammingway.code.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import org.junit.jupiter.api.Test;

class CodebookReportTest {
    /** RM(1,3) = [8,4,4]: 14 words of weight 4, one of weight 8. */
    private final Codebook book =
            Books.of(Books.words(BitMatrix.of(4, 8, (r, c) -> r == 3 || (c >> r & 1) == 1), new long[] {0}));

    @Test
    void aPreviewSaysThatItIsOne() {
        JsonNode json = CodebookReport.preview(book).toJson();
        assertThat(json.path("exact").asBoolean()).isFalse();
        assertThat(json.path("linear").asBoolean()).isTrue();
        assertThat(json.has("minimumDistance")).isFalse();
        assertThat(json.path("minimumDistanceAtMost").asInt()).isEqualTo(4);
        assertThat(json.path("standardErrors")).hasSize(9);
    }

    @Test
    void theExactReportHasEverything() {
        JsonNode json =
                CodebookReport.preview(book).withExact(book, 3, Progress.NONE).toJson();
        assertThat(json.path("exact").asBoolean()).isTrue();
        assertThat(json.path("minimumDistance").asInt()).isEqualTo(4);
        assertThat(json.path("correctable").asInt()).isEqualTo(1);
        assertThat(json.path("pairsAtMinimum").asInt()).isEqualTo(16 * 14 / 2);
        assertThat(json.path("meanKissing").asDouble()).isEqualTo(14);
        assertThat(json.path("distances").toString()).isEqualTo("[0,0,0,0,112,0,0,0,8]");
        assertThat(json.path("rank").asInt()).isEqualTo(4);
        assertThat(json.path("bounds").path("bestKnownLinear").path("lower").asInt())
                .isEqualTo(4);
        assertThat(json.path("gramEigenvalues")).hasSize(8);
        assertThat(json.path("sameColumns")).isEmpty();
        // 8 orthogonal columns of 16 words
        assertThat(json.path("effectiveRank").asDouble()).isEqualTo(8);
    }
}
