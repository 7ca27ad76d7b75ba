package hammingway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.run.RunSpec;
import hammingway.run.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NewRunViewModelTest {
    private final NewRunViewModel form = new NewRunViewModel();

    private NewRunViewModel.Field field(String path) {
        return form.fields().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    static java.util.List<String> presets() {
        return Study.PRESETS;
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyRunOfAPresetIsTakenAsItIs(String preset) {
        form.preset().set(preset);
        for (RunSpec run : Study.load(preset, Study.Options.NONE).runs()) {
            form.base().set(run.name());
            assertThat(form.spec()).contains(run);
            assertThat(form.otherProblems().get()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "training.steps,0", "training.steps,4.5", "training.steps,many", "training.steps,''",
                "training.steps,99999999999",
        "training.batch,-1", "training.schedule.peak,11", "training.schedule.peak,NaN", "seed,-3", "seed,{}",
        "device.threads,2000", "name,''", "name,a/b", "data.source.megabytes,[1]"
    })
    void aWrongFieldIsMarkedWhereItStands(String path, String value) {
        field(path).text().set(value);
        assertThat(field(path).problem().get()).startsWith("Allowed: ");
        assertThat(form.fields().stream().filter(f -> !f.problem().get().isEmpty()))
                .hasSize(1);
        assertThat(form.spec()).isEmpty();
    }

    @Test
    void allProblemsAreMarkedAtOnceAndGoWhenMended() {
        String steps = field("training.steps").text().get();
        field("training.steps").text().set("x");
        field("seed").text().set("-1");
        assertThat(form.fields().stream().filter(f -> !f.problem().get().isEmpty()))
                .hasSize(2);
        field("training.steps").text().set(steps);
        field("seed").text().set("7");
        assertThat(form.spec()).hasValueSatisfying(s -> assertThat(s.seed()).isEqualTo(7));
    }

    @Test
    void theWarmUpFollowsTheSteps() {
        field("training.steps").text().set("20");
        RunSpec spec = form.spec().orElseThrow();
        assertThat(spec.training().steps()).isEqualTo(20);
        assertThat(spec.training().schedule().warmup()).isLessThanOrEqualTo(20);
    }

    @Test
    void theSizeOfTheDecisionLayerFollowsTheCode() {
        // V = 1000, d = 128: V d + V
        assertThat(form.decisionLayer().get()).startsWith("129,000 parameters, 100.0% of softmax");
        form.base().set("random 50 bits");
        // n = 10 + 40: n d + n
        assertThat(form.decisionLayer().get())
                .startsWith("6,450 parameters, 5.0%")
                .contains("50 bits");
        field("codebook.family.randomBits").text().set("0");
        assertThat(form.decisionLayer().get()).startsWith("1,290 parameters, 1.0%");
        field("codebook.family.randomBits").text().set("a lot");
        assertThat(form.decisionLayer().get()).isEqualTo("-");
    }

    @Test
    void explanationsComeFromTheSpecification() {
        assertThat(field("training.steps").explanation())
                .contains("Number of optimiser steps", "1 to 100000000 steps", "training.steps");
        assertThat(field("training.steps").unit()).isEqualTo("steps");
        assertThat(field("device.threads").explanation()).contains("by default 0");
    }
}
