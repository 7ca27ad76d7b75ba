package hammingway.code.analysis;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import hammingway.math.Parallel;
import hammingway.math.SplitRandom;
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
import org.openjdk.jmh.annotations.Warmup;

/** Random codewords on two threads. The same sizes as {@code core/src/jmh/python/compare_codes.py}, which prints both side by side. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class CodebookAnalysisBenchmark {
    @Param({"50257", "262144"})
    public int tokens;

    @Param("64")
    public int bits;

    private final Parallel parallel = new Parallel(2, Progress.NONE, "");
    private Codebook codebook;
    private MatrixTiles tiles;

    @Setup(Level.Trial)
    public void setUp() {
        SplitRandom random = new SplitRandom(1);
        codebook = Codebook.of(BitMatrix.of(tokens, bits, (r, c) -> random.nextBoolean()), Optional.empty());
        tiles = MatrixTiles.of(codebook, IntStream.range(0, tokens).toArray());
    }

    @Benchmark
    public Distances histogram() {
        return Distances.of(codebook, parallel);
    }

    @Benchmark
    public int minimum() {
        return Distances.minimum(codebook, parallel);
    }

    @Benchmark
    public SampledDistances preview() {
        return SampledDistances.of(codebook);
    }

    @Benchmark
    public float[] tileOfMeans() {
        MatrixTiles.Span all = new MatrixTiles.Span(0, tokens, 512);
        return tiles.means(all, all, parallel);
    }

    @Benchmark
    public Columns.Correlations columnCorrelations() {
        return Columns.correlations(codebook, parallel);
    }
}
