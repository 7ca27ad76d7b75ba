package hammingway.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.train.TrainingSpec.ScheduleSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrainingSpecTest {
    @Test
    void warmsUpLinearlyThenFallsAlongHalfACosine() {
        ScheduleSpec s = new ScheduleSpec(ScheduleSpec.Shape.COSINE, 0.01, 10, 0.05);
        assertThat(s.rate(1, 110)).isCloseTo(0.001, within(1e-12));
        assertThat(s.rate(10, 110)).isCloseTo(0.01, within(1e-12));
        // a quarter, half and the whole of the way down: 0.05 + 0.95 (1 + cos x) / 2 at x = pi / 4, pi / 2, pi
        assertThat(s.rate(35, 110)).isCloseTo(0.01 * 0.860875721, within(1e-11));
        assertThat(s.rate(60, 110)).isCloseTo(0.01 * 0.525, within(1e-12));
        assertThat(s.rate(110, 110)).isCloseTo(0.0005, within(1e-12));
        for (int step = 11; step <= 110; step++) {
            assertThat(s.rate(step, 110)).isLessThan(s.rate(step - 1, 110));
        }
    }

    @Test
    void staysAtThePeakWhenConstantAndStartsThereWithoutWarmUp() {
        ScheduleSpec constant = new ScheduleSpec(ScheduleSpec.Shape.CONSTANT, 0.002, 4, 0);
        assertThat(constant.rate(2, 10)).isEqualTo(0.001);
        assertThat(constant.rate(4, 10)).isEqualTo(0.002);
        assertThat(constant.rate(10, 10)).isEqualTo(0.002);
        ScheduleSpec bare = new ScheduleSpec(ScheduleSpec.Shape.CONSTANT, 0.002, 0, 0);
        assertThat(bare.rate(1, 10)).isEqualTo(0.002);
        ScheduleSpec onlyWarmUp = new ScheduleSpec(ScheduleSpec.Shape.COSINE, 0.002, 10, 0);
        assertThat(onlyWarmUp.rate(10, 10)).isEqualTo(0.002);
    }

    @Test
    void shortensTheWarmUpWithTheRun() {
        TrainingSpec spec = SpecCodec.read(
                TrainingSpec.class,
                (ObjectNode) Json.parse(
                        Path.of("training"),
                        "{\"steps\":400,\"batch\":8,\"optimiser\":{},\"evaluateEvery\":0,\"checkpointEvery\":0,"
                                + "\"schedule\":{\"shape\":\"cosine\",\"peak\":0.001,\"warmup\":50}}"),
                "training");
        assertThat(spec.withSteps(40).schedule().warmup()).isEqualTo(5);
        assertThat(spec.withSteps(1).schedule().warmup()).isZero();
        assertThat(spec.withSteps(4000).schedule().warmup()).isEqualTo(500);
        assertThat(SpecCodec.problems(spec.withSteps(3))).isEmpty();
        assertThat(spec.withSteps(40).withSteps(40)).isEqualTo(spec.withSteps(40));
    }
}
