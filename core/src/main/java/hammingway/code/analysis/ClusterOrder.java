package hammingway.code.analysis;

import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An order of codewords in which near ones stand together: a tree of clusters. A part of the tokens falls into up to {@value #CLUSTERS} by
 * k-means for bits (the centre of tokens is their majority word), begun from words of a sample that are far from each other (Gonzalez
 * 1985); clusters stand in a short tour from what stands before to what stands after. Time O(V n log V), memory O(V). The same bits give the same
 * order, whatever the number of threads.
 */
public final class ClusterOrder {
    private static final int CLUSTERS = 16;

    /** Parts as small as this are a tour of their tokens. */
    private static final int LEAF = 24;

    /** Codewords that clusters are begun with. */
    private static final int SAMPLE = 256;

    private static final int SAMPLE_PASSES = 8;
    private static final int PASSES = 3;

    /** A cluster of more than this share of its part is cut: the tree is not deep, however odd the codewords. */
    private static final double LARGEST = 0.75;

    /** Parts as small as this are left to one thread. */
    private static final int TASK = 1 << 12;

    private final BitMatrix bits;
    private final int[] tokens;
    private final Parallel parallel;

    /** Rows {@code from} to {@code to} of the order, between two words; no word at the ends. */
    private record Part(int from, int to, long[] before, long[] after) {
        int size() {
            return to - from;
        }
    }

    private ClusterOrder(BitMatrix bits, Parallel parallel) {
        this.bits = bits;
        this.tokens = new int[bits.rows()];
        this.parallel = parallel;
        Arrays.setAll(tokens, t -> t);
    }

    /** Token of each row. */
    public static int[] of(BitMatrix bits, Parallel parallel) {
        ClusterOrder order = new ClusterOrder(bits, parallel);
        order.arrange();
        return order.tokens;
    }

    private void arrange() {
        List<Part> large = new ArrayList<>(List.of(new Part(0, tokens.length, new long[0], new long[0])));
        List<Part> small = new ArrayList<>();
        while (!large.isEmpty()) {
            Part part = large.removeLast();
            parallel.progress().check();
            parallel.progress().update(0, parallel.message());
            if (part.size() > TASK) {
                large.addAll(split(part));
            } else {
                small.add(part);
            }
        }
        parallel.run(small.size(), () -> this, (order, i) -> order.finish(small.get(i)));
    }

    private void finish(Part part) {
        List<Part> open = new ArrayList<>(List.of(part));
        while (!open.isEmpty()) {
            Part next = open.removeLast();
            if (next.size() > LEAF) {
                open.addAll(split(next));
            } else {
                leaf(next);
            }
        }
    }

    private void leaf(Part part) {
        long[][] words = new long[part.size()][];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(tokens[part.from() + i]);
        }
        int[] tour = Tour.of(words, part.before(), part.after());
        int[] sorted = new int[tour.length];
        for (int i = 0; i < tour.length; i++) {
            sorted[i] = tokens[part.from() + tour[i]];
        }
        System.arraycopy(sorted, 0, tokens, part.from(), sorted.length);
    }

    /** Puts the tokens of a part cluster by cluster. @return the clusters */
    private List<Part> split(Part part) {
        int[] members = Arrays.copyOfRange(tokens, part.from(), part.to());
        long[][] centres = seeds(members);
        int[] cluster = new int[members.length];
        for (int pass = 0; pass < PASSES; pass++) {
            assign(members, centres, cluster);
            centres = centres(members, cluster, centres);
        }
        assign(members, centres, cluster);
        centres = cut(cluster, centres);
        int[] sizes = new int[centres.length];
        for (int c : cluster) {
            sizes[c]++;
        }
        return placed(part, members, cluster, sizes, Tour.of(centres, part.before(), part.after()), centres);
    }

    /** Empty clusters keep their place in the tour, which costs nothing. */
    private List<Part> placed(Part part, int[] members, int[] cluster, int[] sizes, int[] tour, long[][] centres) {
        int[] start = new int[sizes.length];
        List<Part> parts = new ArrayList<>();
        int at = part.from();
        for (int i = 0; i < tour.length; i++) {
            int c = tour[i];
            start[c] = at;
            at += sizes[c];
            if (sizes[c] > 0) {
                long[] before = i == 0 ? part.before() : centres[tour[i - 1]];
                long[] after = i == tour.length - 1 ? part.after() : centres[tour[i + 1]];
                parts.add(new Part(start[c], at, before, after));
            }
        }
        for (int i = 0; i < members.length; i++) {
            tokens[start[cluster[i]]++] = members[i];
        }
        return parts;
    }

    /** Cuts a cluster that has nearly all, in the middle of its tokens. @return the centres, one more then */
    private static long[][] cut(int[] cluster, long[][] centres) {
        int[] sizes = new int[centres.length];
        for (int c : cluster) {
            sizes[c]++;
        }
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] > LARGEST * cluster.length) {
                int left = sizes[c] / 2;
                for (int i = 0; i < cluster.length; i++) {
                    if (cluster[i] == c && left-- <= 0) {
                        cluster[i] = centres.length;
                    }
                }
                long[][] more = Arrays.copyOf(centres, centres.length + 1);
                more[centres.length] = centres[c];
                return more;
            }
        }
        return centres;
    }

    /** Majority words of a sample's clusters, begun with its words that are farthest from those before. */
    private long[][] seeds(int[] members) {
        int s = Math.min(SAMPLE, members.length);
        int[] sample = new int[s];
        int[] nearest = new int[s];
        for (int i = 0; i < s; i++) {
            sample[i] = members[(int) ((long) i * members.length / s)];
        }
        Arrays.fill(nearest, Integer.MAX_VALUE);
        long[][] centres = new long[Math.min(CLUSTERS, s)][];
        int farthest = 0;
        for (int c = 0; c < centres.length; c++) {
            centres[c] = word(sample[farthest]);
            for (int i = 0; i < s; i++) {
                nearest[i] = Math.min(nearest[i], distance(sample[i], centres[c]));
            }
            farthest = 0;
            for (int i = 1; i < s; i++) {
                farthest = nearest[i] > nearest[farthest] ? i : farthest;
            }
        }
        int[] cluster = new int[s];
        for (int pass = 0; pass < SAMPLE_PASSES; pass++) {
            assign(sample, centres, cluster);
            centres = centres(sample, cluster, centres);
        }
        return centres;
    }

    /** The nearest centre of each token, the first of equal ones. */
    private void assign(int[] members, long[][] centres, int[] cluster) {
        for (int i = 0; i < members.length; i++) {
            int least = Integer.MAX_VALUE;
            for (int c = 0; c < centres.length; c++) {
                int d = distance(members[i], centres[c]);
                if (d < least) {
                    least = d;
                    cluster[i] = c;
                }
            }
        }
    }

    /** Bit by bit what most of a cluster have; an empty one keeps its centre. Carries ripple through counters of 64 columns each. */
    private long[][] centres(int[] members, int[] cluster, long[][] last) {
        int planes = 33 - Integer.numberOfLeadingZeros(members.length);
        int[] sizes = new int[last.length];
        for (int c : cluster) {
            sizes[c]++;
        }
        long[][] words = new long[last.length][bits.wordsPerRow()];
        for (int w = 0; w < bits.wordsPerRow(); w++) {
            long[][] counters = new long[last.length][planes];
            for (int i = 0; i < members.length; i++) {
                long[] counter = counters[cluster[i]];
                long carry = bits.word(members[i], w);
                for (int p = 0; carry != 0; p++) {
                    long both = counter[p] & carry;
                    counter[p] ^= carry;
                    carry = both;
                }
            }
            for (int c = 0; c < last.length; c++) {
                words[c][w] = sizes[c] == 0 ? last[c][w] : above(counters[c], sizes[c] / 2);
            }
        }
        return words;
    }

    /** Columns whose counter is greater than a number. */
    private static long above(long[] counters, int number) {
        long greater = 0;
        long equal = -1L;
        for (int p = counters.length - 1; p >= 0; p--) {
            if ((number >>> p & 1) == 0) {
                greater |= equal & counters[p];
                equal &= ~counters[p];
            } else {
                equal &= counters[p];
            }
        }
        return greater;
    }

    private long[] word(int token) {
        long[] word = new long[bits.wordsPerRow()];
        bits.copyRow(token, word, 0);
        return word;
    }

    private int distance(int token, long[] word) {
        int d = 0;
        for (int w = 0; w < word.length; w++) {
            d += Long.bitCount(bits.word(token, w) ^ word[w]);
        }
        return d;
    }
}
