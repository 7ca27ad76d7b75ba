package hammingway.design.book;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.vocab.BpeTrainer;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowOrderTest {
    @TempDir
    Path folder;

    private final Codebook book = Codebook.of(BitMatrix.of(260, 9, (r, c) -> (r >> c & 1) != 0), Optional.empty());

    private Vocabulary uncounted() {
        Path file = folder.resolve("tokenizer.json");
        Json.write(file, BpeTrainer.train(List.of("the cat the dog the end"), 260, List.of(), Progress.NONE));
        return VocabularyFolder.uncounted(file, 0, folder.resolve("made"));
    }

    @Test
    void eachOrderHasEveryTokenOnce() {
        Optional<Vocabulary> vocabulary = Optional.of(uncounted());
        int[] ids = IntStream.range(0, 260).toArray();
        for (RowOrder order : RowOrder.values()) {
            int[] rows = order.tokens(book, vocabulary, Progress.NONE);
            assertThat(Arrays.stream(rows).sorted().toArray()).as("%s", order).isEqualTo(ids);
            boolean byId = order == RowOrder.ID || order == RowOrder.FREQUENCY; // nothing was counted
            assertThat(Arrays.equals(rows, ids)).as("%s", order).isEqualTo(byId);
        }
    }

    @Test
    void anOrderThatCannotBeSaysWhy() {
        assertThat(RowOrder.TEXT.refusal(Optional.empty())).contains("tokens have no names");
        assertThat(RowOrder.FREQUENCY.refusal(Optional.empty())).contains("tokens have no counts");
        assertThat(RowOrder.FREQUENCY.refusal(Optional.of(uncounted()))).contains("no text was counted");
        assertThat(RowOrder.CLUSTER.refusal(Optional.empty())).isEmpty();
        assertThat(RowOrder.TEXT.tokens(book, Optional.empty(), Progress.NONE))
                .isEqualTo(IntStream.range(0, 260).toArray());
    }
}
