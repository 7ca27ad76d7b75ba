package hammingway.design;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.code.Codebook;
import hammingway.design.CodewordsViewModel.By;
import hammingway.design.CodewordsViewModel.Sort;
import hammingway.design.book.Design;
import hammingway.math.BitMatrix;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows of the table of codewords; token i has the bits of i, the lowest first. */
class CodewordsViewModelTest {
    private static final Design DESIGN = new Design(
            Codebook.of(BitMatrix.of(8, 3, (r, c) -> (r >> c & 1) != 0), Optional.empty()), Optional.empty());

    private static List<Integer> rows(String filter, By by, boolean descending) {
        return CodewordsViewModel.rows(DESIGN, filter, new Sort(by, descending));
    }

    @Test
    void bitsAndNumbersFilter() {
        assertThat(rows("", By.ID, false)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(rows("01", By.ID, false)).containsExactly(2, 6);
        assertThat(rows("?1", By.ID, false)).containsExactly(2, 3, 6, 7);
        assertThat(rows("0101", By.ID, false)).isEmpty();
        assertThat(rows("5", By.ID, false)).containsExactly(5);
    }

    @Test
    void rowsAreSortedAndEqualOnesKeepTheOrderOfIds() {
        assertThat(rows("", By.WEIGHT, false)).containsExactly(0, 1, 2, 4, 3, 5, 6, 7);
        assertThat(rows("", By.CODEWORD, false)).containsExactly(0, 4, 2, 6, 1, 5, 3, 7);
        assertThat(rows("", By.ID, true)).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
    }
}
