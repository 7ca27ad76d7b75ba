package hammingway.design.book;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Progress;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The colours begin where the distances are. */
class FiguresTest {
    private static Figures.Range usual(CodeFamily family) {
        CodebookSpec spec = new CodebookSpec(family, new Assignment.Identity(), 5);
        Codebook book = Codebook.build(spec, 500, Path.of(""), Progress.NONE);
        return Figures.sampled(book).usual();
    }

    @Test
    void coloursSpanNearlyAllPairsAndNotTheWholeScale() {
        Figures.Range random = usual(new CodeFamily.MinimalRandom(391, CodeFamily.RandomBits.SPLIT));
        // 400 bits that differ by chance, mean about 200, deviation 10: 3.1 deviations hold all but a thousandth
        assertThat(random.low()).isBetween(150.0, 180.0);
        assertThat(random.high()).isBetween(220.0, 250.0);
    }

    @Test
    void equalDistancesHaveARangeAroundThem() {
        assertThat(usual(new CodeFamily.OneHot())).isEqualTo(new Figures.Range(1, 3));
    }
}
