package hammingway.code.analysis;

import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An order of codewords in which near ones stand together: a tree of bisections. Tokens are parted by a sample's first principal
 * coordinate (classical scaling of Hamming distances, Gower 1966), and moved a few times to the nearer of the two parts' majority words
 * (k-means for bits); of both parts the one that is nearer to what stands before comes first. Time O(V n log V) in words of 64 bits, and
 * O(V n) for samples; memory O(V). The same bits give the same order, whatever the number of threads.
 */
public final class ClusterOrder {
    /** Codewords that are looked at in pairs to find how a part falls in two. */
    private static final int SAMPLE = 128;

    private static final int POWER_STEPS = 16;

    private static final int PASSES = 4;

    /** A part has at least this share of its whole: the tree is not deep, however odd the codewords. */
    private static final int LEAST_SHARE = 16;

    /** Parts as small as this are left to one thread. */
    private static final int TASK = 1 << 12;

    private final BitMatrix bits;
    private final int words;
    private final int[] tokens;
    private final Parallel parallel;

    /** Rows {@code from} to {@code to} of the order, between two words. */
    private record Part(int from, int to, long[] before, long[] after) {
        int size() {
            return to - from;
        }
    }

    private ClusterOrder(BitMatrix bits, Parallel parallel) {
        this.bits = bits;
        this.words = bits.wordsPerRow();
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
            for (Part half : split(part)) {
                (half.size() > TASK ? large : small).add(half);
            }
        }
        parallel.run(small.size(), () -> this, (order, i) -> order.finish(small.get(i)));
    }

    private void finish(Part part) {
        List<Part> open = new ArrayList<>(List.of(part));
        while (!open.isEmpty()) {
            Part next = open.removeLast();
            if (next.size() > 2) {
                open.addAll(split(next));
            } else if (next.size() == 2) {
                pair(next);
            }
        }
    }

    private void pair(Part part) {
        int a = tokens[part.from()];
        int b = tokens[part.from() + 1];
        if (distance(a, part.before()) + distance(b, part.after()) > distance(b, part.before()) + distance(a, part.after())) {
            tokens[part.from()] = b;
            tokens[part.from() + 1] = a;
        }
    }

    /** Parts a part in two, in place. */
    private List<Part> split(Part part) {
        if (part.size() < 3) {
            return List.of(part);
        }
        int m = part.size();
        float[] left = new float[m];
        long[][] centres = seeds(part);
        boolean[] second = new boolean[m];
        for (int pass = 0; pass < PASSES; pass++) {
            boolean moved = false;
            for (int i = 0; i < m; i++) {
                int t = tokens[part.from() + i];
                left[i] = distance(t, centres[1]) - distance(t, centres[0]);
                boolean now = left[i] < 0;
                moved |= now != second[i];
                second[i] = now;
            }
            if (!moved || pass == PASSES - 1) {
                break;
            }
            long[][] next = {majority(part, second, false), majority(part, second, true)};
            if (next[0].length == 0 || next[1].length == 0) {
                break;
            }
            centres = next;
        }
        return parted(part, evened(left), centres);
    }

    /** Which rows are of the second part: as their distances say, but for a least size of both. */
    private static boolean[] evened(float[] left) {
        int m = left.length;
        int least = Math.max(1, m / LEAST_SHARE);
        int second = 0;
        for (float l : left) {
            second += l < 0 ? 1 : 0;
        }
        boolean[] result = new boolean[m];
        if (second >= least && second <= m - least) {
            for (int i = 0; i < m; i++) {
                result[i] = left[i] < 0;
            }
            return result;
        }
        // ties are parted by place, so keys are made of both
        long[] keys = new long[m];
        for (int i = 0; i < m; i++) {
            keys[i] = ((long) (left[i] * 2) << 32) + i;
        }
        Arrays.sort(keys);
        int wanted = left[0] == left[m - 1] && second % m == 0 ? m / 2 : Math.clamp(second, least, m - least);
        for (int i = 0; i < wanted; i++) {
            result[(int) keys[i]] = true;
        }
        return result;
    }

    private List<Part> parted(Part part, boolean[] second, long[][] centres) {
        int m = part.size();
        int straight = between(part.before(), centres[0]) + between(centres[1], part.after());
        int turned = between(part.before(), centres[1]) + between(centres[0], part.after());
        boolean turn = turned < straight;
        int[] sorted = new int[m];
        int at = 0;
        for (int round = 0; round < 2; round++) {
            boolean take = (round == 1) != turn;
            for (int i = 0; i < m; i++) {
                if (second[i] == take) {
                    sorted[at++] = tokens[part.from() + i];
                }
            }
        }
        System.arraycopy(sorted, 0, tokens, part.from(), m);
        int seconds = 0;
        for (boolean s : second) {
            seconds += s ? 1 : 0;
        }
        int cut = part.from() + (turn ? seconds : m - seconds);
        long[] first = turn ? centres[1] : centres[0];
        long[] last = turn ? centres[0] : centres[1];
        return List.of(
                new Part(part.from(), cut, part.before(), last), new Part(cut, part.to(), first, part.after()));
    }

    /** Majority words of both sides of a sample's first principal coordinate. */
    private long[][] seeds(Part part) {
        int s = Math.min(SAMPLE, part.size());
        int[] sample = new int[s];
        for (int i = 0; i < s; i++) {
            sample[i] = tokens[part.from() + (int) ((long) i * part.size() / s)];
        }
        float[] axis = principal(sample);
        boolean[] second = new boolean[s];
        for (int i = 0; i < s; i++) {
            second[i] = axis[i] < 0;
        }
        long[] a = majority(sample, second, false);
        long[] b = majority(sample, second, true);
        return a.length > 0 && b.length > 0
                ? new long[][] {a, b}
                : new long[][] {word(sample[0]), word(sample[s - 1])}; // all alike
    }

    /** The first eigenvector of the doubly centred matrix of similarities, by power iteration. */
    private float[] principal(int[] sample) {
        int s = sample.length;
        float[][] gram = new float[s][s];
        float[] means = new float[s];
        float mean = 0;
        for (int i = 0; i < s; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = gram[j][i] = -bits.distance(sample[i], sample[j]);
            }
        }
        for (int i = 0; i < s; i++) {
            for (float g : gram[i]) {
                means[i] += g / s;
            }
            mean += means[i] / s;
        }
        float[] axis = new float[s];
        for (int i = 0; i < s; i++) {
            for (int j = 0; j < s; j++) {
                gram[i][j] += mean - means[i] - means[j];
            }
            axis[i] = gram[i][0]; // a direction that is there: towards the first codeword
        }
        for (int step = 0; step < POWER_STEPS; step++) {
            axis = normalised(times(gram, axis));
        }
        return axis;
    }

    private static float[] times(float[][] matrix, float[] vector) {
        float[] product = new float[vector.length];
        for (int i = 0; i < product.length; i++) {
            float sum = 0;
            for (int j = 0; j < vector.length; j++) {
                sum += matrix[i][j] * vector[j];
            }
            product[i] = sum;
        }
        return product;
    }

    private static float[] normalised(float[] vector) {
        float most = 0;
        for (float v : vector) {
            most = Math.max(most, Math.abs(v));
        }
        for (int i = 0; i < vector.length && most > 0; i++) {
            vector[i] /= most;
        }
        return vector;
    }

    private long[] majority(Part part, boolean[] second, boolean which) {
        return majority(Arrays.copyOfRange(tokens, part.from(), part.to()), second, which);
    }

    /** Bit by bit what most of one side have; nothing for an empty side. Carries ripple through counters of 64 columns each. */
    private long[] majority(int[] all, boolean[] second, boolean which) {
        int count = 0;
        for (boolean s : second) {
            count += s == which ? 1 : 0;
        }
        if (count == 0) {
            return new long[0];
        }
        int planes = 33 - Integer.numberOfLeadingZeros(count);
        long[] word = new long[words];
        long[] counters = new long[planes];
        for (int w = 0; w < words; w++) {
            Arrays.fill(counters, 0);
            for (int i = 0; i < all.length; i++) {
                if (second[i] == which) {
                    long carry = bits.word(all[i], w);
                    for (int p = 0; carry != 0; p++) {
                        long both = counters[p] & carry;
                        counters[p] ^= carry;
                        carry = both;
                    }
                }
            }
            word[w] = above(counters, count / 2);
        }
        return word;
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
        long[] word = new long[words];
        bits.copyRow(token, word, 0);
        return word;
    }

    /** 0 where there is no word, at the ends. */
    private int distance(int token, long[] word) {
        int d = 0;
        for (int w = 0; w < word.length; w++) {
            d += Long.bitCount(bits.word(token, w) ^ word[w]);
        }
        return d;
    }

    private static int between(long[] a, long[] b) {
        int d = 0;
        for (int w = 0; w < Math.min(a.length, b.length); w++) {
            d += Long.bitCount(a[w] ^ b[w]);
        }
        return d;
    }
}
