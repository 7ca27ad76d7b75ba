package hammingway.code.analysis;

import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.math.Interval;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How often a token is decoded wrongly when each bit flips independently (binary symmetric channel); tokens equally likely. */
public final class ErrorCurves {
    /** Trials of one task: small enough to be cancelled soon, large enough to pay for its start. */
    private static final int BATCH = 64;

    private ErrorCurves() {}

    /** From n logits to a token. One for each thread; need not be thread-safe. */
    @FunctionalInterface
    public interface TokenDecoder {
        /** @param logits log-likelihood ratios of ones against zeros */
        int decode(float[] logits);
    }

    /**
     * A measured point.
     *
     * @param flipRate probability that a bit flips
     * @param error    share of tokens decoded wrongly, with Wilson's 95% interval
     */
    public record Point(double flipRate, Interval error) {}

    /** Probability that of w bits more than half flip, plus half the probability that exactly half do. */
    public static double pairwise(int w, double flipRate) {
        checkRate(flipRate);
        if (flipRate == 0) {
            return w == 0 ? 0.5 : 0;
        }
        double logOdds = Math.log(flipRate) - Math.log1p(-flipRate);
        double logTerm = w * Math.log1p(-flipRate);
        double sum = 0;
        for (int i = 0; i <= w; i++) {
            if (2 * i >= w) {
                sum += (2 * i == w ? 0.5 : 1) * Math.exp(logTerm);
            }
            logTerm += Math.log((double) (w - i) / (i + 1)) + logOdds;
        }
        return sum;
    }

    /**
     * The union bound of nearest-codeword decoding, sum over w of A_w P_w, A_w the mean number of codewords at distance w from one; at most 1.
     *
     * @param flipRate 0 to 1/2
     */
    public static double unionBound(Distances distances, int tokens, double flipRate) {
        double sum = 0;
        for (int w = 1; w < distances.histogram().size(); w++) {
            long pairs = distances.histogram().get(w);
            sum += pairs == 0 ? 0 : 2.0 * pairs / tokens * pairwise(w, flipRate);
        }
        return Math.min(1, sum);
    }

    /** Fewest flips, lowest token among equals: compares all codewords. */
    public static TokenDecoder nearestCodeword(Codebook codebook) {
        int v = codebook.size();
        long[][] words = new long[codebook.bits().wordsPerRow()][v];
        for (int w = 0; w < words.length; w++) {
            for (int i = 0; i < v; i++) {
                words[w][i] = codebook.bits().word(i, w);
            }
        }
        int[] distances = new int[v];
        return logits -> {
            for (int w = 0; w < words.length; w++) {
                long hard = 0;
                for (int b = 64 * w; b < Math.min(logits.length, 64 * w + 64); b++) {
                    hard |= logits[b] > 0 ? 1L << b : 0;
                }
                if (w == 0) {
                    PairKernel.distances(hard, words[w], distances, v);
                } else {
                    PairKernel.add(hard, words[w], distances, v);
                }
            }
            int least = PairKernel.minimum(distances, 0, v);
            int token = 0;
            while (distances[token] != least) {
                token++;
            }
            return token;
        };
    }

    /**
     * Sends random tokens, flips bits, decodes. The same seed gives the same curve whatever the number of threads. Cancellable.
     *
     * @param decoder   makes one decoder a thread
     * @param flipRates each 0 to 1/2
     * @param trials    tokens for each rate, at least 1
     */
    public static List<Point> monteCarlo(
            Codebook codebook,
            Supplier<TokenDecoder> decoder,
            List<Double> flipRates,
            int trials,
            long seed,
            Parallel parallel) {
        flipRates.forEach(ErrorCurves::checkRate);
        int batches = (trials + BATCH - 1) / BATCH;
        List<Sender> senders = parallel.run(
                Math.multiplyExact(batches, flipRates.size()),
                () -> new Sender(codebook, decoder.get(), new long[flipRates.size()]),
                (sender, task) -> {
                    int rate = task / batches;
                    int batch = task % batches;
                    SplitRandom random = SplitRandom.of(seed, "flips-" + rate, batch);
                    int count = Math.min(BATCH, trials - batch * BATCH);
                    sender.wrong()[rate] += sender.send(flipRates.get(rate), count, random);
                });
        List<Point> points = new ArrayList<>();
        for (int r = 0; r < flipRates.size(); r++) {
            long wrong = 0;
            for (Sender sender : senders) {
                wrong += sender.wrong()[r];
            }
            points.add(new Point(flipRates.get(r), Statistics.wilson(wrong, trials)));
        }
        return points;
    }

    private record Sender(Codebook codebook, TokenDecoder decoder, long[] wrong) {
        int send(double flipRate, int count, SplitRandom random) {
            // at a rate of 1/2 logits say nothing; a small one keeps the hard decision
            float certain = (float) Math.max(1e-3, Math.log1p(-flipRate) - Math.log(Math.max(flipRate, 1e-30)));
            float[] logits = new float[codebook.length()];
            int wrong = 0;
            for (int t = 0; t < count; t++) {
                int token = random.nextInt(codebook.size());
                for (int b = 0; b < logits.length; b++) {
                    boolean one = codebook.bits().get(token, b) ^ random.nextDouble() < flipRate;
                    logits[b] = one ? certain : -certain;
                }
                wrong += decoder.decode(logits) == token ? 0 : 1;
            }
            return wrong;
        }
    }

    private static void checkRate(double flipRate) {
        if (!(flipRate >= 0 && flipRate <= 0.5)) {
            throw new WorkbenchException(
                    "A bit flips with probability " + flipRate + "; allowed are 0 to 0.5. Give a smaller rate.");
        }
    }
}
