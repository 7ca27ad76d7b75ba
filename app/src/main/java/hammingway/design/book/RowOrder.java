package hammingway.design.book;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.analysis.ClusterOrder;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.vocab.TextOrder;
import hammingway.vocab.Vocabulary;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** In which order tokens stand along the edges of the matrix. */
public enum RowOrder {
    ID("Token id"),
    FREQUENCY("Frequency"),
    TEXT("Text"),
    CODEWORD("Codeword"),
    CLUSTER("Clusters");

    /** From so many tokens on, an order takes longer than people like to wait for a matrix. */
    private static final int MANY = 20_000;

    private final String label;

    RowOrder(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }

    /** Why tokens cannot be put in this order; empty where they can. */
    public Optional<String> refusal(Optional<Vocabulary> vocabulary) {
        return switch (this) {
            case ID, CODEWORD, CLUSTER -> Optional.empty();
            case TEXT -> vocabulary.isPresent() ? Optional.empty() : Optional.of("tokens have no names");
            case FREQUENCY ->
                vocabulary.isEmpty()
                        ? Optional.of("tokens have no counts")
                        : vocabulary.filter(Vocabulary::counted).isPresent()
                                ? Optional.empty()
                                : Optional.of("no text was counted");
        };
    }

    /** Whether a matrix is better shown in another order first. */
    public boolean slow(Codebook codebook) {
        return (this == CLUSTER || this == TEXT) && codebook.size() > MANY;
    }

    /** Token of each row; by id where the order cannot be. */
    public int[] tokens(Codebook codebook, Optional<Vocabulary> vocabulary, Progress progress) {
        IntStream ids = IntStream.range(0, codebook.size());
        if (refusal(vocabulary).isPresent()) {
            return ids.toArray();
        }
        return switch (this) {
            case ID -> ids.toArray();
            case FREQUENCY ->
                sorted(
                        ids,
                        Comparator.comparingLong(
                                (Integer i) -> -vocabulary.orElseThrow().count(i)));
            case TEXT -> TextOrder.of(vocabulary.orElseThrow());
            case CODEWORD -> sorted(ids, (a, b) -> compare(codebook.bits(), a, b));
            case CLUSTER -> ClusterOrder.of(codebook.bits(), Parallel.all(progress, "Clusters of codewords"));
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
