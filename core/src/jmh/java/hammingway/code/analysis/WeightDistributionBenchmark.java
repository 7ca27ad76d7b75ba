package hammingway.code.analysis;

import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** All 2^16 weights of a systematic random linear code. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class WeightDistributionBenchmark {
    @Param({"64", "1024"})
    public int bits;

    private BitMatrix generator = BitMatrix.of(1, 1, (r, c) -> true);

    @Setup(Level.Trial)
    public void setUp() {
        SplitRandom random = new SplitRandom(1);
        generator = BitMatrix.of(16, bits, (r, c) -> c < 16 ? c == r : random.nextBoolean());
    }

    @Benchmark
    public WeightDistribution weights() {
        return WeightDistribution.of(generator);
    }
}
