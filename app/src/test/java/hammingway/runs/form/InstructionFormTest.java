package hammingway.runs.form;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Problem;
import hammingway.data.DataSpec;
import hammingway.data.PromptTemplate;
import hammingway.data.TextSource.Instructions;
import hammingway.form.FormField;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for runs on instructions, without a toolkit. */
class InstructionFormTest {
    @TempDir
    private Path folder;

    @Test
    void instructionsCanBeFilledInFieldByField() throws IOException {
        Notices none = new Notices() {
            @Override
            public void info(String text) {}

            @Override
            public void error(String text) {
                throw new AssertionError(text);
            }
        };
        Project project = Project.create(folder.resolve("p"), "p");
        Files.writeString(project.folder().resolve("i.json"), "[]");
        try (Background background = new Background(none, r -> {})) {
            NewRunViewModel form = new NewRunViewModel(Optional.of(project), background);
            form.set("data.source", "instructions");
            form.set("data.source.path", "i.json");
            form.set("data.packing", "padded");
            List<String> usual = form.fields().stream()
                    .map(FormField::path)
                    .filter(p -> p.startsWith("data.source") && Section.DATA.opens(p))
                    .toList();
            assertThat(usual)
                    .containsExactly("data.source", "data.source.path", "data.source.template", "data.source.lossOn");
            form.set("data.source.template", "custom");
            assertThat(form.problems()).isEmpty();
            form.set("data.source.template.text", "Q: {instruction} A:");
            assertThat(form.problems()).extracting(Problem::path).containsExactly("data.source.template.text");
            form.set("data.source.template.text", "Q: {instruction} {input} A: {output}");
            DataSpec data = form.specification().get().orElseThrow().data();
            assertThat(data.packing()).isEqualTo(DataSpec.Packing.PADDED);
            assertThat(data.source())
                    .isEqualTo(new Instructions(
                            "i.json",
                            new PromptTemplate.Custom("Q: {instruction} {input} A: {output}"),
                            Instructions.LossOn.ANSWERS,
                            Instructions.EmptyAnswers.REFUSE,
                            "",
                            ""));
            form.forecast().cancel();
        }
    }
}
