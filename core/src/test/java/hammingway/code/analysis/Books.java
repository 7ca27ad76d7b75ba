package hammingway.code.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Codebooks for tests. */
final class Books {
    private Books() {}

    /** V random codewords, all different; few bits make many ties. */
    static Codebook random(SplitRandom random, int v, int n) {
        Set<String> seen = new HashSet<>();
        long[] words = new long[v * ((n + 63) / 64)];
        int perRow = (n + 63) / 64;
        for (int r = 0; r < v; ) {
            StringBuilder key = new StringBuilder();
            for (int w = 0; w < perRow; w++) {
                long mask = w == perRow - 1 && (n & 63) != 0 ? (1L << n) - 1 : -1;
                words[r * perRow + w] = random.nextLong() & mask;
                key.append(words[r * perRow + w]).append(' ');
            }
            r += seen.add(key.toString()) ? 1 : 0;
        }
        return of(BitMatrix.ofWords(v, n, words));
    }

    /** V distinct codewords of n random bits from a fixed seed, without the check for duplicates being slow. */
    static Codebook of(BitMatrix bits) {
        return Codebook.of(bits, Optional.empty());
    }

    static BitMatrix generator(JsonNode code) {
        JsonNode rows = code.path("generator_rows");
        return BitMatrix.of(
                rows.size(),
                code.path("n").asInt(),
                (r, c) -> rows.path(r).asText().charAt(c) == '1');
    }

    /** All sums of the generator's rows, plus a fixed word. */
    static BitMatrix words(BitMatrix generator, long[] offset) {
        int k = generator.rows();
        int perRow = generator.wordsPerRow();
        long[] words = new long[perRow << k];
        for (int message = 0; message < 1 << k; message++) {
            for (int w = 0; w < perRow; w++) {
                long word = offset[w];
                for (int row = 0; row < k; row++) {
                    word ^= (message >>> row & 1) == 1 ? generator.word(row, w) : 0;
                }
                words[message * perRow + w] = word;
            }
        }
        return BitMatrix.ofWords(1 << k, generator.columns(), words);
    }
}
