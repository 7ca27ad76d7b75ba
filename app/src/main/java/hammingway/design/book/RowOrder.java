package hammingway.design.book;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.vocab.Vocabulary;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** In which order tokens stand along the edges of the matrix. */
public enum RowOrder {
    ID("Token id"),
    FREQUENCY("Frequency"),
    CODEWORD("Codeword");

    private final String label;

    RowOrder(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }

    /** Token of each row; by id where frequencies are not known. */
    public int[] tokens(Codebook codebook, Optional<Vocabulary> vocabulary) {
        IntStream ids = IntStream.range(0, codebook.size());
        return switch (this) {
            case ID -> ids.toArray();
            case FREQUENCY ->
                vocabulary
                        .map(v -> sorted(ids, Comparator.comparingLong((Integer i) -> -v.count(i))))
                        .orElseGet(() -> IntStream.range(0, codebook.size()).toArray());
            case CODEWORD -> sorted(ids, (a, b) -> compare(codebook.bits(), a, b));
        };
    }

    private static int[] sorted(IntStream ids, Comparator<Integer> order) {
        return ids.boxed()
                .sorted(order.thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** As texts of zeros and ones would be sorted. */
    public static int compare(BitMatrix bits, int a, int b) {
        for (int w = 0; w < bits.wordsPerRow(); w++) {
            int c = Long.compareUnsigned(Long.reverse(bits.word(a, w)), Long.reverse(bits.word(b, w)));
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }
}
