package hammingway.code;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.code.construct.KerdockCodes;
import hammingway.math.BitMatrix;
import java.util.List;

/** Kerdock 1972. Not linear, yet a union of cosets of RM(1,m): decoded by a fast Hadamard transform for each coset. */
@Doc("More words at the same distance than any linear code known: (64, 4096, 28), (256, 65536, 120)")
public record Kerdock(
        @Doc(
                value = "Variables m, even, for codewords of 2^m bits; 0: the fewest that have room for the tokens",
                min = 0,
                max = 10,
                byDefault = "0")
        int variables)
        implements CodeFamily, Checked {
    private static final int LEAST = 4;
    private static final int MOST = 10;

    @Override
    public String label() {
        return "Kerdock";
    }

    @Override
    public int bits(int size) {
        return 1 << m(size);
    }

    private int m(int size) {
        return variables == 0 ? fewest(size) : variables;
    }

    /** The least even m with 2m bits for the tokens. */
    private static int fewest(int size) {
        int m = (CodeFamily.minimalBits(size) + 1) / 2;
        return Math.clamp(m + m % 2, LEAST, MOST);
    }

    @Override
    public BitMatrix codewords(CodeContext context, long seed, Progress progress) {
        return KerdockCodes.words(m(context.size()), context.size(), progress);
    }

    @Override
    public CodeParameters parameters(int size) {
        int m = m(size);
        return CodeParameters.words(1 << m, 1 << (2 * m), (1 << (m - 1)) - (1 << ((m - 2) / 2)), true);
    }

    @Override
    public List<Problem> problems() {
        return variables == 0 || (variables >= LEAST && variables % 2 == 0)
                ? List.of()
                : List.of(new Problem(
                        "variables",
                        "" + variables,
                        "0, 4, 6, 8 or 10",
                        "Kerdock codes have even numbers of variables"));
    }

    @Override
    public List<Problem> problems(int size) {
        int m = m(size);
        return CodeFamily.minimalBits(size) <= 2 * m
                ? List.of()
                : List.of(new Problem(
                        "variables",
                        "" + m,
                        CodeFamily.minimalBits(size) <= 2 * MOST
                                ? "0, or " + fewest(size) + " or more"
                                : "at most " + (1 << (2 * MOST)) + " tokens",
                        "The code has 2^" + 2 * m + " words for " + size + " tokens"));
    }
}
