package hammingway.code.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Tokens whose codewords begin with the same bits. Where bits were learned or given by clusters, such tokens mean alike; of random bits
 * the groups are random.
 *
 * @param length bits that are shared
 * @param groups by their bits, as texts of zeros and ones are sorted
 */
public record PrefixGroups(int length, List<Group> groups) {
    /** About so many groups are looked through at ease. */
    private static final int EASY = 32;

    private static final int SAMPLES = 8;

    /** Longest prefix that groups are made by: they are many more than tokens then, mostly. */
    public static final int LONGEST = 64;

    /**
     * The tokens of a prefix.
     *
     * @param bits   as zeros and ones
     * @param tokens how many
     * @param count  occurrences of all in the training text; 0 without counts
     * @param within mean distance of its pairs of codewords, in bits; NaN for a single token
     * @param sample the most frequent tokens, or those of the least ids
     */
    public record Group(String bits, int tokens, long count, double within, List<Integer> sample) {}

    /** The length that gives 16 to 64 groups, as near to 32 as can be. Time O(V log n). */
    public static int usual(Codebook codebook) {
        int most = Math.min(LONGEST, codebook.length());
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int length = 1; length <= most; length++) {
            int groups = (int) keys(codebook.bits(), length).distinct().count();
            double off = Math.abs(Math.log((double) groups / EASY));
            if (off < least) {
                least = off;
                best = length;
            }
            if (groups > EASY) {
                break;
            }
        }
        return best;
    }

    /**
     * Groups the tokens. Time O(V n).
     *
     * @param length 1 to the codewords' length, at most {@link #LONGEST}
     * @param counts of the tokens, if they were counted
     */
    public static PrefixGroups of(Codebook codebook, int length, Optional<long[]> counts) {
        int most = Math.min(LONGEST, codebook.length());
        if (length < 1 || length > most) {
            throw new WorkbenchException("Length of the prefix = " + length + ": allowed are 1 to " + most + " bits.");
        }
        BitMatrix bits = codebook.bits();
        long[] keys = keys(bits, length).toArray();
        Map<Long, List<Integer>> members = new HashMap<>();
        for (int t = 0; t < keys.length; t++) {
            members.computeIfAbsent(keys[t], k -> new ArrayList<>()).add(t);
        }
        List<Group> groups = members.entrySet().stream()
                .sorted(Map.Entry.comparingByKey((a, b) -> Long.compareUnsigned(Long.reverse(a), Long.reverse(b))))
                .map(e -> group(bits, length, e.getValue(), counts))
                .toList();
        return new PrefixGroups(length, groups);
    }

    private static LongStream keys(BitMatrix bits, int length) {
        long mask = length == 64 ? -1L : (1L << length) - 1;
        return IntStream.range(0, bits.rows()).mapToLong(t -> bits.word(t, 0) & mask);
    }

    private static Group group(BitMatrix bits, int length, List<Integer> tokens, Optional<long[]> counts) {
        long total = counts.map(c -> tokens.stream().mapToLong(t -> c[t]).sum()).orElse(0L);
        List<Integer> sample = tokens.stream()
                .sorted(Comparator.comparingLong(
                                (Integer t) -> -counts.map(c -> c[t]).orElse(0L))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SAMPLES)
                .toList();
        return new Group(
                bits.text(tokens.getFirst()).substring(0, length), tokens.size(), total, within(bits, tokens), sample);
    }

    /** Of m codewords with c ones in a column, c (m - c) pairs differ there. */
    private static double within(BitMatrix bits, List<Integer> tokens) {
        double m = tokens.size();
        if (m < 2) {
            return Double.NaN;
        }
        int[] ones = new int[bits.columns()];
        for (int t : tokens) {
            for (int w = 0; w < bits.wordsPerRow(); w++) {
                for (long rest = bits.word(t, w); rest != 0; rest &= rest - 1) {
                    ones[64 * w + Long.numberOfTrailingZeros(rest)]++;
                }
            }
        }
        double differing = 0;
        for (int c : ones) {
            differing += c * (m - c);
        }
        return differing / (m * (m - 1) / 2);
    }

    /** Mean over pairs of one group, in bits; NaN where every token is alone. */
    public double meanWithin() {
        double pairs = 0;
        double sum = 0;
        for (Group g : groups) {
            double p = g.tokens() * (g.tokens() - 1.0) / 2;
            if (p > 0) {
                pairs += p;
                sum += p * g.within();
            }
        }
        return sum / pairs;
    }

    /** For programs; means of no pair are left out. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("length", length);
        if (!Double.isNaN(meanWithin())) {
            json.put("meanDistanceWithin", meanWithin());
        }
        ArrayNode list = json.putArray("groups");
        for (Group g : groups) {
            ObjectNode group = list.addObject()
                    .put("bits", g.bits())
                    .put("tokens", g.tokens())
                    .put("count", g.count());
            if (!Double.isNaN(g.within())) {
                group.put("meanDistance", g.within());
            }
            g.sample().forEach(group.putArray("sample")::add);
        }
        return json;
    }
}
