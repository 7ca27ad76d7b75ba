package hammingway.eval.errors.whatif;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Those tokens that a code decides between: all, or all but the most frequent.
 *
 * @param codebook of these tokens, in the order of their ids
 * @param tokens   the id of each row
 * @param rowOf    the row of each id, or -1
 */
record Tokens(Codebook codebook, int[] tokens, int[] rowOf) {
    static Tokens all(Codebook codebook) {
        int[] each = IntStream.range(0, codebook.size()).toArray();
        return new Tokens(codebook, each, each);
    }

    /** @param ascending ids that the code leaves to others; at least two stay */
    static Tokens without(Codebook codebook, int... ascending) {
        int[] rowOf = new int[codebook.size()];
        for (int id : ascending) {
            rowOf[id] = -1;
        }
        int[] tokens =
                IntStream.range(0, rowOf.length).filter(v -> rowOf[v] == 0).toArray();
        for (int r = 0; r < tokens.length; r++) {
            rowOf[tokens[r]] = r;
        }
        BitMatrix rows = codebook.bits().rowsInOrder(tokens);
        return new Tokens(Codebook.of(rows, Optional.empty()), tokens, rowOf);
    }

    /** The numbers of these tokens out of those of all; none stays none. */
    double[] of(double... ofAll) {
        return ofAll.length == 0
                ? ofAll
                : Arrays.stream(tokens).mapToDouble(v -> ofAll[v]).toArray();
    }
}
