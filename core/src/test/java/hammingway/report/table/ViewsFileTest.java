package hammingway.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewsFileTest {
    @TempDir
    Path folder;

    private ViewsFile file;

    @BeforeEach
    void open() {
        file = new ViewsFile(Project.create(folder.resolve("project"), "test"));
    }

    @Test
    void whatIsKeptIsThereAgain() {
        assertThat(file.read()).isEqualTo(Views.DEFAULT);
        Views kept = file.change(v -> v.keep(new Views.NamedFilter("small", "params<1e4"))
                .withTable(List.of(new Views.ShownColumn("top5", 80)), List.of(new SortKey("top5", true)), true)
                .withAxes(List.of("params", "top5")));
        assertThat(file.read()).isEqualTo(kept);
        Views changed = file.change(v -> v.keep(new Views.NamedFilter("small", "params<2e4")));
        assertThat(changed.filters()).containsExactly(new Views.NamedFilter("small", "params<2e4"));
        assertThat(changed.columns()).isEqualTo(kept.columns());
        assertThat(file.change(v -> v.forget("small")).filters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"format\": 99}",
                "{\"format\": 1, \"filters\": 3}",
                "{\"format\": 1, \"columns\": [{\"key\": \"a\", \"width\": 1e9}]}",
                "{\"format\": 1, \"sort\": [{}]}",
                "{\"format\": 1, \"colours\": []}",
                "{\"format\": 1"
            })
    void aFileThatIsNoneIsToldAndLeftAlone(String content) throws Exception {
        Files.writeString(file.file(), content);
        assertThatThrownBy(() -> file.change(v -> v.forget("x")))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("views.json");
        assertThat(file.file()).hasContent(content);
    }
}
