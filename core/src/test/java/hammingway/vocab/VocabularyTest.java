package hammingway.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.math.SplitRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
    private static final String TEXT = "the cat and the dog and the cat saw the \u00e9clair\n\tthe end";

    @TempDir
    Path folder;

    private Tokenizer tokenizer(int size) {
        Path file = folder.resolve("tokenizer.json");
        Json.write(file, BpeTrainer.train(List.of(TEXT), size, List.of("<|endoftext|>"), Progress.NONE));
        return Tokenizer.load(file);
    }

    private static VocabularySpec spec(VocabularySpec.TokenOrder order, int keep) {
        return new VocabularySpec(new TokenizerSource.TokenizerFile("tokenizer.json"), order, keep);
    }

    /** Counting, sorting and folding written out plainly. */
    @Test
    void renumberingAndFoldingAgreeWithTheirPlainTwin() {
        long seed = 17;
        SplitRandom random = new SplitRandom(seed);
        try (Tokenizer tokenizer = tokenizer(280)) {
            int all = tokenizer.size();
            for (int trial = 0; trial < 200; trial++) {
                int[] text = new int[400];
                for (int i = 0; i < text.length; i++) {
                    text[i] = random.nextInt(1 + random.nextInt(all)); // small ids more often
                }
                int keep = random.nextInt(3) == 0 ? 0 : 2 + random.nextInt(all + 20);
                String what = "seed " + seed + ", trial " + trial + ", keep " + keep;
                Vocabulary vocabulary = VocabularyFolder.number(
                        spec(VocabularySpec.TokenOrder.FREQUENCY, keep), tokenizer, new int[][] {text}, folder);
                Map<Integer, Long> counts = new HashMap<>();
                for (int t : text) {
                    counts.merge(t, 1L, Long::sum);
                }
                List<Integer> order = new ArrayList<>();
                for (int t = 0; t < all; t++) {
                    order.add(t);
                }
                order.sort(Comparator.naturalOrder());
                order.sort(Comparator.comparingLong(t -> -counts.getOrDefault(t, 0L)));
                boolean folds = keep > 0 && keep < all;
                int size = folds ? keep : all;
                assertThat(vocabulary.size()).as(what).isEqualTo(size);
                assertThat(vocabulary.foldedId().isPresent()).as(what).isEqualTo(folds);
                int[] mapped = vocabulary.map(text);
                long[] expected = new long[size];
                for (int i = 0; i < text.length; i++) {
                    int id = folds ? Math.min(order.indexOf(text[i]), size - 1) : order.indexOf(text[i]);
                    assertThat(mapped[i]).as(what).isEqualTo(id);
                    expected[id]++;
                }
                assertThat(vocabulary.counts()).as(what).containsExactly(expected);
                assertThat(vocabulary.bytes(0)).as(what).isEqualTo(tokenizer.bytes(order.getFirst()));
                Vocabulary again = VocabularyFolder.read(spec(VocabularySpec.TokenOrder.FREQUENCY, keep), folder);
                assertThat(again.counts()).as(what).containsExactly(expected);
                assertThat(again.map(text)).as(what).containsExactly(mapped);
                assertThat(again.foldedId()).as(what).isEqualTo(vocabulary.foldedId());
                for (int id = 0; id < size; id++) {
                    assertThat(again.bytes(id)).as(what).isEqualTo(vocabulary.bytes(id));
                }
            }
        }
    }

    @Test
    void tokenizersOrderIsKeptWhereAskedFor() {
        try (Tokenizer tokenizer = tokenizer(270)) {
            int[] ids = tokenizer.encode(TEXT);
            Vocabulary vocabulary = VocabularyFolder.number(
                    spec(VocabularySpec.TokenOrder.TOKENIZER, 0), tokenizer, new int[][] {ids}, folder);
            assertThat(vocabulary.map(ids)).containsExactly(ids);
        }
    }

    /** Two tokens with shares 3/4 and 1/4: 0.811 bits. */
    @Test
    void entropyIsInBits() {
        try (Tokenizer tokenizer = tokenizer(270)) {
            Vocabulary vocabulary = VocabularyFolder.number(
                    spec(VocabularySpec.TokenOrder.FREQUENCY, 0), tokenizer, new int[][] {{5, 5, 5, 9}}, folder);
            assertThat(vocabulary.unigramEntropyBits()).isCloseTo(0.811278, within(1e-6));
        }
    }

    @Test
    void tokensAreShownForTheEye() {
        try (Tokenizer tokenizer = tokenizer(258)) {
            int[] ids = tokenizer.encode("a \n\u00e9");
            Vocabulary vocabulary = VocabularyFolder.number(
                    spec(VocabularySpec.TokenOrder.TOKENIZER, 0), tokenizer, new int[][] {ids}, folder);
            List<String> shown = new ArrayList<>();
            for (int id : ids) {
                shown.add(vocabulary.display(id));
            }
            assertThat(shown).containsExactly("a", "\u2423", "\u23CE", "0xC3", "0xA9");
            Vocabulary folded = VocabularyFolder.number(
                    spec(VocabularySpec.TokenOrder.FREQUENCY, 3), tokenizer, new int[][] {ids}, folder);
            assertThat(folded.display(2)).isEqualTo("(other)");
            assertThat(folded.bytes(2)).isEmpty();
        }
    }

    @Test
    void bytesOfTokensSpellTheText() {
        try (Tokenizer tokenizer = tokenizer(290)) {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            for (int id : tokenizer.encode(TEXT)) {
                bytes.writeBytes(tokenizer.bytes(id));
            }
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(TEXT);
        }
    }
}
