package hammingway.code.decode;

import java.util.Arrays;

/**
 * The k best tokens of one position, best first, equal scores by lower token id; filled by {@link TokenDecoder#decode}, made once and
 * used again. Scores are those of {@link Ranking}, to the last bit. Not thread-safe.
 */
public final class TopK {
    private int[] tokens = new int[0];
    private double[] scores = new double[0];
    private int k;
    private int size;
    private long lostAtFloor;
    private int hardToken;
    private Algorithm algorithm = Algorithm.TABLES;

    void reset(int best, int hard, Algorithm by) {
        if (tokens.length < best) {
            tokens = new int[best];
            scores = new double[best];
        }
        k = best;
        size = 0;
        lostAtFloor = 0;
        hardToken = hard;
        algorithm = by;
    }

    /** The least score that can still enter or tie; minus infinity until there are k tokens. */
    double floor() {
        return size < k ? Double.NEGATIVE_INFINITY : scores[k - 1];
    }

    /** Each token may be offered once. Every token whose score is not below the final floor must be. */
    void offer(int token, double score) {
        double floor = floor();
        if (size == k) {
            if (score < floor) {
                return;
            }
            if (score == floor && token > tokens[k - 1]) {
                lostAtFloor++;
                return;
            }
        }
        int at = place(token, score);
        int moved = Math.min(size, k - 1) - at;
        System.arraycopy(tokens, at, tokens, at + 1, moved);
        System.arraycopy(scores, at, scores, at + 1, moved);
        tokens[at] = token;
        scores[at] = score;
        if (size < k) {
            size++;
        } else {
            lostAtFloor = scores[k - 1] == floor ? lostAtFloor + 1 : 0;
        }
    }

    private int place(int token, double score) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] > score || (scores[middle] == score && tokens[middle] < token)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Number of tokens found: the k asked for. */
    public int size() {
        return size;
    }

    /** The token at a rank, 0 the best. */
    public int token(int rank) {
        return tokens[checked(rank)];
    }

    /** The score at a rank. */
    public double score(int rank) {
        return scores[checked(rank)];
    }

    private int checked(int rank) {
        if (rank < 0 || rank >= size) {
            throw new IndexOutOfBoundsException("rank " + rank + " of " + size);
        }
        return rank;
    }

    public int[] tokens() {
        return Arrays.copyOf(tokens, size);
    }

    /** How many tokens of the whole codebook have the best score; 1 without a tie. */
    public long tiesAtTop() {
        return tied(scores[0]);
    }

    /** How many tokens of the whole codebook have the score of the last rank given, those left out included. */
    public long tiesAtLast() {
        return tied(scores[size - 1]);
    }

    private long tied(double score) {
        long tied = scores[size - 1] == score ? lostAtFloor : 0;
        for (int i = 0; i < size; i++) {
            tied += scores[i] == score ? 1 : 0;
        }
        return tied;
    }

    /** Whether the hard decisions, z > 0, are a token's codeword. */
    public boolean hardWordIsValid() {
        return hardToken >= 0;
    }

    /** The token whose codeword the hard decisions are, or -1. */
    public int hardToken() {
        return hardToken;
    }

    /** What found it. */
    public Algorithm algorithm() {
        return algorithm;
    }
}
