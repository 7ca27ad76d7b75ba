package hammingway.eval.errors;

import hammingway.base.WorkbenchException;
import hammingway.eval.trace.Trace;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Which positions are wanted.
 *
 * @param outcome    what became of the target
 * @param target     the only target wanted; none: any
 * @param leastWrong least number of wrong bits
 * @param mostWrong  greatest number of wrong bits; {@link #ANY_NUMBER}: no matter
 */
public record TokenFilter(Outcome outcome, OptionalInt target, int leastWrong, int mostWrong) {
    /** No greatest number of wrong bits. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Everything. */
    public static final TokenFilter ALL = new TokenFilter(Outcome.ANY, OptionalInt.empty(), 0, ANY_NUMBER);

    public TokenFilter {
        if (leastWrong < 0 || mostWrong < leastWrong) {
            throw new WorkbenchException("From " + leastWrong + " to " + mostWrong
                    + " wrong bits: no position has such a number. Give the smaller number first, 0 or more.");
        }
    }

    /** What became of a target. */
    public enum Outcome {
        ANY("any outcome", false),
        RIGHT("right", false),
        WRONG("wrong", false),
        TOP5("wrong but in the top 5", false),
        BEYOND5("not in the top 5", false),
        BOTH_RIGHT("both runs right", true),
        GAINED("only the compared run right", true),
        LOST("only this run right", true),
        BOTH_WRONG("both runs wrong", true);

        private final String label;
        private final boolean pair;

        Outcome(String label, boolean pair) {
            this.label = label;
            this.pair = pair;
        }

        /** Whether it asks for two runs. */
        public boolean pair() {
            return pair;
        }

        /** As the command line spells it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws WorkbenchException naming all words if it is none of them */
        public static Outcome parse(String word) {
            return Arrays.stream(values())
                    .filter(o -> o.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new WorkbenchException("\"" + word + "\" is no outcome. Allowed are "
                            + Arrays.stream(values()).map(Outcome::word).collect(Collectors.joining(", ")) + "."));
        }

        /** For people. */
        @Override
        public String toString() {
            return label;
        }
    }

    public TokenFilter withOutcome(Outcome wanted) {
        return new TokenFilter(wanted, target, leastWrong, mostWrong);
    }

    public TokenFilter withTarget(OptionalInt wanted) {
        return new TokenFilter(outcome, wanted, leastWrong, mostWrong);
    }

    public TokenFilter withWrongBits(int least, int most) {
        return new TokenFilter(outcome, target, least, most);
    }

    public boolean needsWrongBits() {
        return leastWrong > 0 || mostWrong != ANY_NUMBER;
    }

    /** @throws WorkbenchException telling what the traces lack for it */
    void check(Trace first, Optional<Trace> second) {
        if (outcome.pair() && second.isEmpty()) {
            throw new WorkbenchException(
                    "\"" + outcome + "\" asks for a second run on the same tokens. Choose one to compare with.");
        }
        if (needsWrongBits() && !first.hasCodebook()) {
            throw new WorkbenchException("This run has no codebook, so no bits are wrong. Leave their number out.");
        }
        if (target.isPresent()
                && (target.getAsInt() < 0 || target.getAsInt() >= first.facts().vocabulary())) {
            throw new WorkbenchException("Token " + target.getAsInt() + " does not exist. Allowed are 0 to "
                    + (first.facts().vocabulary() - 1) + ".");
        }
    }

    boolean accepts(Trace first, Optional<Trace> second, int i) {
        if (target.isPresent() && first.target(i) != target.getAsInt()) {
            return false;
        }
        if (needsWrongBits()) {
            int wrong = first.wrongBits(i);
            if (wrong < leastWrong || wrong > mostWrong) {
                return false;
            }
        }
        int above = first.rank(i);
        return switch (outcome) {
            case ANY -> true;
            case RIGHT -> above == 0;
            case WRONG -> above > 0;
            case TOP5 -> above > 0 && above < 5;
            case BEYOND5 -> above >= 5;
            case BOTH_RIGHT -> above == 0 && second.orElseThrow().rank(i) == 0;
            case GAINED -> above > 0 && second.orElseThrow().rank(i) == 0;
            case LOST -> above == 0 && second.orElseThrow().rank(i) > 0;
            case BOTH_WRONG -> above > 0 && second.orElseThrow().rank(i) > 0;
        };
    }
}
