package hammingway.code.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hammingway.code.Codebook;
import hammingway.math.SplitRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogSumTest {
    private static final long SEED = 5;

    @Test
    void agreesWithThePlainSum() {
        SplitRandom random = new SplitRandom(SEED);
        Set<String> methods = new HashSet<>();
        for (TestCodes.Kind kind : TestCodes.Kind.values()) {
            for (int trial = 0; trial < 40; trial++) {
                Codebook codebook = TestCodes.draw(kind, random);
                double[] prior = trial % 2 == 0
                        ? new double[0]
                        : IntStream.range(0, codebook.size())
                                .mapToDouble(v -> random.nextGaussian())
                                .toArray();
                LogSum sum = LogSum.of(codebook, prior);
                methods.add(sum.method());
                for (int position = 0; position < 5; position++) {
                    double scale = Math.pow(10, random.nextInt(4) - 2);
                    float[] z = new float[codebook.length()];
                    for (int b = 0; b < z.length; b++) {
                        z[b] = (float) (scale * random.nextGaussian());
                    }
                    double factor = 0.1 + random.nextDouble();
                    double expected = plain(new Scoring(new Decoder.LogLikelihood(), factor, prior), codebook, z);
                    assertThat(sum.value(z, factor))
                            .as("%s, %s, seed %d, trial %d", kind, sum.method(), SEED, trial)
                            .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
                }
            }
        }
        assertThat(methods).containsExactlyInAnyOrder("closed form", "Walsh-Hadamard transform", "byte tables");
    }

    private static double plain(Scoring scoring, Codebook codebook, float[] z) {
        double[] scores = Ranking.scores(scoring, codebook, z);
        double most = Arrays.stream(scores).max().orElseThrow();
        return most
                + Math.log(Arrays.stream(scores).map(s -> Math.exp(s - most)).sum());
    }
}
