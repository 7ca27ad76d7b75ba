package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.SampleLogits;
import hammingway.head.DecisionLayer;
import hammingway.head.Head;
import hammingway.head.HeadSpec;
import hammingway.head.Loss;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.math.Statistics;
import hammingway.torch.ParameterSet;
import hammingway.torch.Precision;
import hammingway.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From hidden states to greedy tokens, decision layer and decoding together, V = 50,257 and d = 768, two threads: the softmax head of GPT-2
 * small in float32, the same tied to an embedding in bfloat16, and a linear layer of 50 bits. {@link #ratio} runs softmax
 * and code head by turns in one process, so that whatever else the machine does slows both, and prints how many times as long softmax takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
public class NextTokenBenchmark {
    private static final int TOKENS = 50_257;
    private static final int WIDTH = 768;
    private static final int BITS = 50;

    /** Texts written at once. */
    @Param({"1", "8"})
    public int batch;

    private final List<double[]> times = new ArrayList<>();
    private Torch torch;
    private Side softmax;
    private Side tied;
    private Side trained;
    private Side uncertain;

    /** A head and hidden states. */
    private record Side(Torch torch, ParameterSet parameters, Head head, NextToken next, NDArray hidden) {
        int[] tokens() {
            try (NDManager scope = torch.scope()) {
                return next.best(scope, head.logits(scope, hidden));
            }
        }
    }

    /** All heads are there at the same time. */
    @Setup(Level.Trial)
    public void setUp() {
        torch = Torch.start(2);
        softmax = side(new DecisionLayer.Softmax(false, true), Precision.FLOAT32, Optional.empty());
        tied = side(new DecisionLayer.Softmax(true, false), Precision.BFLOAT16, Optional.empty());
        trained = side(new DecisionLayer.LinearCode(true), Precision.FLOAT32, Optional.of(SampleLogits.TRAINED));
        uncertain = side(new DecisionLayer.LinearCode(true), Precision.FLOAT32, Optional.of(SampleLogits.UNCERTAIN));
        System.out.println(trained.next().decoder().orElseThrow().plan());
    }

    private Side side(DecisionLayer layer, Precision precision, Optional<SampleLogits> logits) {
        ParameterSet parameters = new ParameterSet(torch, precision, name -> false);
        SplitRandom random = new SplitRandom(1);
        if (layer instanceof DecisionLayer.Softmax s && s.tied()) {
            parameters.add(
                    "wte", new ParameterSet.Init.Normal(0.02), random, ParameterSet.Use.EXACT_MATRIX, TOKENS, WIDTH);
        }
        Optional<Codebook> codebook = logits.map(
                l -> Codebook.of(BitMatrix.of(TOKENS, BITS, (v, b) -> random.nextBoolean()), Optional.empty()));
        Loss loss = codebook.isPresent() ? new Loss.CodeNll() : new Loss.CrossEntropy();
        Head head = Head.create(
                torch,
                new HeadSpec(layer, loss, false, new Decoder.LogLikelihood()),
                codebook,
                new Head.Frame(WIDTH, "wte", new long[TOKENS]),
                parameters,
                random);
        float[] hidden = codebook.map(
                        c -> states(logits.orElseThrow().draw(c, batch, 2), parameters.values("head.weight")))
                .orElseGet(() -> new ParameterSet.Init.Normal(1).values(batch * WIDTH, random));
        NDArray states = torch.manager().create(hidden, new Shape(batch, WIDTH));
        return new Side(torch, parameters, head, new NextToken(torch, head), states);
    }

    /** Hidden states with about these logits: rows of random matrices hardly overlap. */
    private float[] states(float[] logits, float[] rows) {
        float[] states = new float[batch * WIDTH];
        for (int b = 0; b < BITS; b++) {
            double square = 0;
            for (int i = 0; i < WIDTH; i++) {
                square += rows[b * WIDTH + i] * rows[b * WIDTH + i];
            }
            for (int n = 0; n < batch; n++) {
                for (int i = 0; i < WIDTH; i++) {
                    states[n * WIDTH + i] += (float) (logits[n * BITS + b] * rows[b * WIDTH + i] / square);
                }
            }
        }
        return states;
    }

    @Benchmark
    public int[] softmax() {
        return softmax.tokens();
    }

    @Benchmark
    public int[] tiedBfloat16() {
        return tied.tokens();
    }

    @Benchmark
    public int[] codeTrained() {
        return trained.tokens();
    }

    @Benchmark
    public int[] codeUncertain() {
        return uncertain.tokens();
    }

    /** The code head by the engine: scores of all tokens, then the best. */
    @Benchmark
    public long[] codeByProduct() {
        try (NDManager scope = torch.scope()) {
            NDArray logits = trained.head().logits(scope, trained.hidden());
            NDArray scores = trained.head().scores(scope, logits, new Decoder.LogLikelihood());
            return torch.call(scope, "best", scores).toLongArray();
        }
    }

    /** By turns; the medians are printed at the end. */
    @Benchmark
    public int[] ratio() {
        times.add(new double[] {nanos(softmax), nanos(trained)});
        return trained.tokens();
    }

    private static double nanos(Side side) {
        long begin = System.nanoTime();
        side.tokens();
        return System.nanoTime() - begin;
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        if (!times.isEmpty()) {
            double[] medians = IntStream.range(0, 2)
                    .mapToDouble(i -> Statistics.quantile(
                            0.5, times.stream().mapToDouble(t -> t[i]).toArray()))
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "softmax %.1f us, code %.1f us, ratio %.1f%n",
                    medians[0] / 1e3,
                    medians[1] / 1e3,
                    medians[0] / medians[1]);
        }
        for (Side side : new Side[] {softmax, tied, trained, uncertain}) {
            side.parameters().close();
        }
        torch.close();
    }
}
