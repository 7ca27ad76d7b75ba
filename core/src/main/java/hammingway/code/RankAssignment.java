package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.math.BitMatrix;
import hammingway.vocab.Vocabulary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Assignments by an order of the tokens that the vocabulary tells: its counts or its texts. */
public sealed interface RankAssignment extends Assignment {
    /** Codewords in order go to the tokens from the most frequent to the rarest; the same as identity where ids are ranks. */
    @Doc("Codewords in order to tokens from the most frequent to the rarest")
    record FrequencyRank() implements RankAssignment {
        @Override
        public int[] order(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
            return Orders.alongLine(Orders.byFrequency(context), Orders.counting(context.size()));
        }
    }

    /**
     * Codewords in Gray's order go to the tokens from the most frequent to the rarest: with natural binary codewords, neighbours in rank
     * differ in one bit. Numbers beyond V are left out of the order; the few steps over them differ in more bits.
     */
    @Doc("Codewords in Gray's order by frequency: of natural binary ones, neighbours differ in one bit")
    record GrayRank() implements RankAssignment {
        @Override
        public int[] order(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
            return Orders.alongLine(Orders.byFrequency(context), Orders.gray(context.size()));
        }
    }

    /** Codewords in order go to the tokens in the order of their bytes: tokens that begin alike get near numbers. */
    @Doc("Codewords in the order of the tokens' bytes: tokens that begin alike get near numbers")
    record Lexicographic() implements RankAssignment {
        @Override
        public int[] order(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
            Vocabulary vocabulary = context.vocabulary()
                    .orElseThrow(
                            () -> new WorkbenchException(
                                    "codebook.assignment = lexicographic needs the tokens' texts. Build the codebook in a project, with a vocabulary."));
            byte[][] bytes = new byte[context.size()][];
            Arrays.setAll(bytes, vocabulary::bytes);
            int[] sorted = IntStream.range(0, bytes.length)
                    .boxed()
                    .sorted(Comparator.<Integer, byte[]>comparing(v -> bytes[v], Arrays::compareUnsigned)
                            .thenComparing(v -> v))
                    .mapToInt(Integer::intValue)
                    .toArray();
            return Orders.alongLine(sorted, Orders.counting(context.size()));
        }
    }
}
