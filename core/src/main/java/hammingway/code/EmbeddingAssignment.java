package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Progress;
import hammingway.code.learn.BalancedTree;
import hammingway.code.learn.SpectralOrder;
import hammingway.math.BitMatrix;

/** Assignments by an order in which similar tokens stand near each other. */
public sealed interface EmbeddingAssignment extends Assignment {
    /** Where the vectors of the tokens come from. */
    EmbeddingSource source();

    /**
     * Hierarchical balanced clustering: codewords in order go to the leaves of a tree of 2-means; with natural binary codewords the first
     * bits tell the cluster.
     */
    @Doc("Codewords in order to the leaves of a balanced tree of similar tokens: the first bits tell the cluster")
    record BalancedClusters(
            @Doc("Where the vectors of the tokens come from")
            EmbeddingSource source) implements EmbeddingAssignment {
        @Override
        public int[] order(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
            int[] leaves =
                    BalancedTree.order(context.embeddings(source, progress).matrix(), progress);
            return Orders.alongLine(leaves, Orders.counting(context.size()));
        }
    }

    /** Spectral order and Gray: codewords in Gray's order go to tokens along a line on which similar ones are near each other. */
    @Doc("Codewords in Gray's order along a line on which similar tokens are near each other")
    record SpectralGray(
            @Doc("Where the vectors of the tokens come from")
            EmbeddingSource source) implements EmbeddingAssignment {
        @Override
        public int[] order(BitMatrix codewords, CodeContext context, long seed, Progress progress) {
            progress.update(0, "Ordering tokens by similarity");
            int[] line = SpectralOrder.of(context.embeddings(source, progress).matrix());
            return Orders.alongLine(line, Orders.gray(context.size()));
        }
    }
}
