package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTitleTest {
    @TempDir
    Path folder;

    @Test
    void isThatOfTheWholeSpecification() {
        for (String preset : Study.PRESETS) {
            if (preset.equals("finetune")) {
                continue; // its runs are none without a model
            }
            for (RunSpec spec : Study.load(preset, Study.Options.NONE).runs()) {
                RunFolder run = new RunFolder(folder.resolve(spec.hash()));
                run.writeSpec(spec);
                assertThat(RunTitle.of(run)).isEqualTo(RunTitle.of(run.spec()));
                assertThat(RunTitle.of(run).name()).isEqualTo(spec.name());
            }
        }
    }

    @Test
    void tellsWhatIsWrongWithASpecificationThatHasNone() {
        RunFolder run = new RunFolder(folder.resolve("run"));
        RunSpec spec = Study.run("quickstart:softmax", Study.Options.NONE);
        Json.write(run.path().resolve("spec.json"), SpecCodec.write(spec).without("name"));
        assertThatThrownBy(() -> RunTitle.of(run))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("name");
        Json.write(
                run.path().resolve("spec.json"), Json.object().put("name", "x").put("training", 3));
        assertThatThrownBy(() -> RunTitle.of(run)).isInstanceOf(SpecException.class);
    }
}
