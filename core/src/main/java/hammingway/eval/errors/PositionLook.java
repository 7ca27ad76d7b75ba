package hammingway.eval.errors;

import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of one position.
 *
 * @param position  of the evaluation
 * @param run       what the run itself decoded and wrote
 * @param again     the same computed again from the kept logits, which are float16
 * @param best      tokens by falling score, and the target at the end where it is not among them
 * @param word      the bits; none without a codebook
 */
public record PositionLook(int position, Own run, Again again, List<Candidate> best, Optional<WordLook> word) {
    public PositionLook {
        best = List.copyOf(best);
    }

    /**
     * What the traces tell.
     *
     * @param rankedAbove    tokens that the run's decoder ranked above the target: 0 is right
     * @param logProbability of the target, nats
     */
    public record Own(int target, int predicted, int rankedAbove, double logProbability) {
        public boolean right() {
            return rankedAbove == 0;
        }
    }

    /**
     * What the kept logits give.
     *
     * @param rankedAbove tokens that they rank above the target
     * @param gap         by which the best other token's score exceeds the target's, in the decoder's units; below 0 where the target wins
     * @param margin      the target's log-probability less that of the best other token, nats
     * @param entropy     of the distribution over tokens, nats
     */
    public record Again(int rankedAbove, double gap, double margin, double entropy) {}

    /**
     * A token that could have been chosen.
     *
     * @param rankedAbove    tokens above it by score
     * @param toDecided      bits in which its codeword differs from the decided word; -1 without a codebook
     * @param toTarget       bits in which its codeword differs from the target's; -1 without a codebook
     * @param score          the decoder's
     * @param logProbability nats
     */
    public record Candidate(
            int token, int rankedAbove, int toDecided, int toTarget, double score, double logProbability) {
        public double probability() {
            return Math.exp(logProbability);
        }
    }

    /**
     * The decided word beside the target's codeword.
     *
     * @param bits    in the order of the codeword
     * @param nearest tokens by rising distance to the decided word, equal ones by falling score; the target at the end where it is not among them
     */
    public record WordLook(List<BitLook> bits, List<Candidate> nearest) {
        public WordLook {
            bits = List.copyOf(bits);
            nearest = List.copyOf(nearest);
        }

        public int wrong() {
            return (int) bits.stream().filter(BitLook::wrong).count();
        }

        /** Single bits that would have been enough, had they been right. */
        public List<Integer> enoughIfRight() {
            return bits.stream().filter(BitLook::winsIfRight).map(BitLook::bit).toList();
        }

        /** Single bits that would have been enough, had they not been counted. */
        public List<Integer> enoughIfErased() {
            return bits.stream().filter(BitLook::winsIfErased).map(BitLook::bit).toList();
        }
    }

    /**
     * One bit.
     *
     * @param target       the bit of the target's codeword
     * @param logit        z, as it was kept
     * @param wrong        whether it was decided otherwise
     * @param winsIfRight  whether the target, which does not win, would with this bit's weight turned to the target's side
     * @param winsIfErased whether it would with this bit left out
     */
    public record BitLook(
            int bit, boolean target, double logit, boolean wrong, boolean winsIfRight, boolean winsIfErased) {
        /** That the bit is one. */
        public double probability() {
            return 1 / (1 + Math.exp(-logit));
        }
    }
}
