package hammingway.code.search;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.code.EmbeddingSource;
import java.util.List;
import java.util.Optional;

/**
 * What a good codebook is: a weighted sum of figures, all in shares of the length or between 0 and 1, to be maximised.
 * Semantic nearness ({@code similarity}) and distance pull against each other: bits that follow meaning are easier to learn and
 * easier to confuse.
 */
public record Objective(
        @Doc(
                value =
                        "Weight of the minimum distance as a share of the length; of equal distances, of fewer pairs at it",
                min = 0,
                max = 1e6,
                byDefault = "1")
        double distance,

        @Doc(
                value = "Weight of the mean distance to the nearest other codeword, as a share of the length",
                min = 0,
                max = 1e6,
                byDefault = "0")
        double nearest,

        @Doc(
                value =
                        "Weight of nearness of similar tokens: minus their mean distance, weighted by cosine, as a share of the length",
                min = 0,
                max = 1e6,
                byDefault = "0")
        double similarity,

        @Doc("Where similarity comes from; needed where its weight is above 0")
        Optional<EmbeddingSource> embeddings,

        @Doc(
                value =
                        "Weight of column balance: minus the mean of |2p - 1|, p the share of ones, tokens weighted by their counts",
                min = 0,
                max = 1e6,
                byDefault = "0")
        double balance,

        @Doc(
                value =
                        "Weight of independent columns: minus the mean and minus the greatest |correlation| of two columns, halved",
                min = 0,
                max = 1e6,
                byDefault = "0")
        double correlation)
        implements Checked {
    /** The minimum distance, then the number of pairs at it. */
    public static Objective minimumDistance() {
        return new Objective(1, 0, 0, Optional.empty(), 0, 0);
    }

    @Override
    public List<Problem> problems() {
        if (distance + nearest + similarity + balance + correlation == 0) {
            return List.of(new Problem("", "all weights 0", "at least one weight above 0", "Set one"));
        }
        if (similarity > 0 && embeddings.isEmpty()) {
            return List.of(new Problem(
                    "embeddings",
                    "(missing)",
                    "a source of embeddings",
                    "Similar tokens are told by their embeddings"));
        }
        return List.of();
    }

    /** Whether nothing but the minimum distance counts. */
    boolean distanceAlone() {
        return distance > 0 && nearest == 0 && similarity == 0 && balance == 0 && correlation == 0;
    }
}
