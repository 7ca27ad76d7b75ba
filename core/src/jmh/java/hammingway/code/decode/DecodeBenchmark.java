package hammingway.code.decode;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Exact top-5 by log-likelihood, V = 50,257. {@link #one}: one position, one thread, microseconds; {@link #batch}: 1024 positions, two threads.
 * {@code core/src/jmh/python/decode_peers.py} times PyTorch at the same sizes; on a shared machine run both at the same time and compare ratios.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    private static final int TOKENS = 50_257;
    private static final int BITS = 16;
    private static final int POSITIONS = 1024;
    private static final int BEST = 5;

    /** A kind of code and its length: natural binary has 16 bits, the linear codes dimension 16. */
    @Param({"natural-16", "random-64", "linear-64", "random-128", "linear-128", "linear-512"})
    public String code;

    @Param({"TRAINED", "UNCERTAIN"})
    public SampleLogits logits;

    /** An {@link Algorithm}, or what the decoder chooses. */
    @Param("AUTOMATIC")
    public String algorithm;

    private TokenDecoder decoder;
    private float[][] rows;
    private float[] all;
    private TopK one;
    private TopK[] many;
    private int next;

    /** Makes the code and the logits, and prints which algorithm runs. */
    @Setup
    public void setUp() {
        String[] parts = code.split("-");
        Codebook codebook = codebook(parts[0], Integer.parseInt(parts[1]));
        TokenDecoder automatic = TokenDecoder.of(codebook, Scoring.of(new Decoder.LogLikelihood()));
        decoder = algorithm.equals("AUTOMATIC") ? automatic : automatic.using(Algorithm.valueOf(algorithm));
        int n = codebook.length();
        all = logits.draw(codebook, POSITIONS, 1);
        rows = IntStream.range(0, POSITIONS)
                .mapToObj(i -> Arrays.copyOfRange(all, i * n, (i + 1) * n))
                .toArray(float[][]::new);
        one = new TopK();
        many = IntStream.range(0, POSITIONS).mapToObj(i -> new TopK()).toArray(TopK[]::new);
        System.out.println(decoder.plan());
    }

    private static Codebook codebook(String kind, int n) {
        SplitRandom random = new SplitRandom(1);
        int[] generator = IntStream.range(0, n)
                .map(c -> c < BITS ? 1 << c : 1 + random.nextInt((1 << BITS) - 1))
                .toArray();
        BitMatrix bits = switch (kind) {
            case "natural" -> BitMatrix.of(TOKENS, n, (v, c) -> (v >>> (n - 1 - c) & 1) != 0);
            case "random" -> BitMatrix.of(TOKENS, n, (v, c) -> random.nextBoolean());
            case "linear" -> BitMatrix.of(TOKENS, n, (v, c) -> (Integer.bitCount(v & generator[c]) & 1) != 0);
            default -> throw new IllegalArgumentException(kind);
        };
        return Codebook.of(bits, Optional.empty());
    }

    @Benchmark
    public TopK one() {
        decoder.decode(rows[next++ % POSITIONS], BEST, one);
        return one;
    }

    @Benchmark
    public TopK[] batch() {
        decoder.decodeAll(all, BEST, many, 2);
        return many;
    }
}
