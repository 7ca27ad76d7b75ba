package hammingway.code.search;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.CodeContext;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.Optional;

/** Greedy codes: words in an order, each that keeps its distance from those taken. */
final class Lexicodes {
    private Lexicodes() {}

    static SearchResult run(
            SearchSpec spec,
            SearchMethod.Lexicode method,
            CodeContext context,
            Search.Watcher<Codebook> watcher,
            Progress progress) {
        int size = context.size();
        Search.requireLength(size, method.length());
        Walk<BitMatrix> walk = new Walk<>(
                spec.budget(), progress, Search.booked(watcher, bits -> Codebook.of(bits, Optional.empty())));
        boolean all = method.distance() == 0;
        int d = all ? easy(size, method.length()) : method.distance();
        int found = 0;
        while (d <= method.length()) {
            Filling filling = new Filling(size, method.length(), d);
            boolean complete = method.order() == SearchMethod.WordOrder.NATURAL
                    ? filling.natural(walk)
                    : filling.random(SplitRandom.of(spec.seed(), "lexicode", d), walk);
            found = filling.words;
            if (!complete) {
                break;
            }
            BitMatrix bits = Rows.matrix(filling.taken, size, method.length());
            walk.consider(
                    new CodewordLandscape(bits, false, spec.objective(), context, Progress.NONE).figures(), () -> bits);
            d++;
            if (!all) {
                break;
            }
        }
        if (!walk.found()) {
            throw new WorkbenchException("Within the budget, " + found + " of " + size + " words of " + method.length()
                    + " bits at distance " + d + " were found (" + walk.evaluations()
                    + " looked at). Use a smaller distance, longer words, random order, or a larger budget.");
        }
        return Search.result(spec, walk, Codebook.of(walk.best(), Optional.empty()));
    }

    /** A distance that random words have nearly for nothing: fewer than one of V random words is closer to a given one. */
    private static int easy(int size, int length) {
        double term = StrictMath.pow(2, -length);
        double sum = 0;
        for (int d = 0; d < length; d++) {
            sum += term;
            if (sum * size > 1) {
                return Math.max(1, d);
            }
            term *= (double) (length - d) / (d + 1);
        }
        return length;
    }

    /** Words taken so far, packed as in a {@link BitMatrix}. */
    private static final class Filling {
        final long[] taken;
        int words;
        private final int size;
        private final int length;
        private final int distance;
        private final int perRow;

        Filling(int size, int length, int distance) {
            this.size = size;
            this.length = length;
            this.distance = distance;
            this.perRow = (length + 63) >>> 6;
            this.taken = new long[Math.multiplyExact(size, perRow)];
        }

        boolean random(SplitRandom random, Walk<?> walk) {
            long[] word = new long[perRow];
            while (words < size) {
                if (!walk.next()) {
                    return false;
                }
                draw(word, random);
                if (keepsDistance(word)) {
                    System.arraycopy(word, 0, taken, words * perRow, perRow);
                    words++;
                }
            }
            return true;
        }

        /** A random word; of even weight where the distance is even: words of even weight are at even distances. */
        private void draw(long[] word, SplitRandom random) {
            int weight = 0;
            for (int w = 0; w < perRow; w++) {
                word[w] = random.nextLong();
                if (w == perRow - 1 && (length & 63) != 0) {
                    word[w] &= (1L << length) - 1;
                }
                weight += Long.bitCount(word[w]);
            }
            if (distance % 2 == 0 && weight % 2 == 1) {
                word[0] ^= 1;
            }
        }

        private boolean keepsDistance(long[] word) {
            for (int r = 0; r < words; r++) {
                int d = 0;
                for (int w = 0; w < perRow; w++) {
                    d += Long.bitCount(taken[r * perRow + w] ^ word[w]);
                }
                if (d < distance) {
                    return false;
                }
            }
            return true;
        }

        /**
         * The first words of the lexicode, which is linear: with generators g_1 < g_2 < ... word m is their sum at the ones of m, and
         * the next generator is the least word that keeps its distance from all of their sums. Its bits at the highest ones of
         * the earlier generators are zero, or a sum would be smaller.
         */
        boolean natural(Walk<?> walk) {
            if (length > 63) {
                throw new WorkbenchException("Natural order is for words of up to 63 bits, found " + length
                        + ". Use random order, or shorter words.");
            }
            int k = CodeFamily.minimalBits(size);
            long[] span = new long[1 << k];
            long leaders = 0;
            int dimension = 0;
            long candidate = 1;
            while (dimension < k) {
                long all = (1L << length) - 1;
                // the next word whose bits at the leaders are zero: carries run through them
                while (candidate <= all && !fits(candidate, span, 1 << dimension)) {
                    if (!walk.next()) {
                        words = 1 << dimension;
                        return false;
                    }
                    candidate = ((candidate | leaders) + 1) & ~leaders;
                }
                if (candidate > all) {
                    words = 1 << dimension;
                    throw new WorkbenchException(
                            "The lexicode of " + length + " bits and distance " + distance + " has " + words
                                    + " words, fewer than " + size + ". Use a smaller distance or longer words.");
                }
                for (int m = 0; m < 1 << dimension; m++) {
                    span[m | 1 << dimension] = span[m] ^ candidate;
                }
                dimension++;
                leaders |= Long.highestOneBit(candidate);
                candidate = ((candidate | leaders) + 1) & ~leaders;
            }
            for (int m = 0; m < size; m++) {
                taken[m] = Long.reverse(span[m]) >>> (64 - length); // the highest bit is the first column
            }
            words = size;
            return true;
        }

        private boolean fits(long candidate, long[] span, int count) {
            for (int m = 0; m < count; m++) {
                if (Long.bitCount(span[m] ^ candidate) < distance) {
                    return false;
                }
            }
            return true;
        }
    }
}
