package hammingway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesCommandTest {
    @TempDir
    Path folder;

    private String said = "";

    private int run(String... arguments) {
        StringWriter text = new StringWriter();
        int code = new PreferencesCommand(file(), new PrintWriter(text)).run(List.of(arguments));
        said = text.toString();
        return code;
    }

    private PreferencesFile file() {
        return new PreferencesFile(folder.resolve("preferences.json"));
    }

    private Preferences kept() {
        return file().load().preferences();
    }

    @Test
    void fieldsAreSetAndSetBackAndTheRestStays() {
        file().save(Preferences.DEFAULT.withRecent(folder));
        assertThat(run("theme=system", "scale=120", "projects=" + folder)).isZero();
        assertThat(kept())
                .isEqualTo(Preferences.DEFAULT
                        .withRecent(folder)
                        .withTheme(ThemeChoice.SYSTEM)
                        .withScale(120)
                        .withProjects(folder.toString()));
        assertThat(kept().projectsFolder()).isEqualTo(folder);
        assertThat(run("scale=")).isZero();
        assertThat(kept().scale()).isEqualTo(100);
        assertThat(run("--json")).isZero();
        assertThat(said).contains("\"theme\" : \"system\"").doesNotContain("recent");
        assertThat(run("--reset")).isZero();
        assertThat(kept()).isEqualTo(Preferences.DEFAULT.withRecent(folder));
    }

    @Test
    void wrongValuesAreToldTogetherAndChangeNothing() {
        assertThat(run("theme=pink", "scale=300")).isEqualTo(1);
        assertThat(said).contains("theme", "light, dark, system", "scale", "80 to 200 %");
        assertThat(run("scale=large")).isEqualTo(1);
        assertThat(said).contains("a whole number");
        assertThat(run("projects=here")).isEqualTo(1);
        assertThat(said).contains("the full path of a folder");
        assertThat(run("colour=red")).isEqualTo(1);
        assertThat(said).contains("theme, scale, projects");
        assertThat(run("dark")).isEqualTo(2);
        assertThat(said).contains("Usage");
        assertThat(kept()).isEqualTo(Preferences.DEFAULT);
    }

    @Test
    void preferencesWrittenBeforeTheseFieldsAreRead() throws IOException {
        Files.writeString(
                folder.resolve("preferences.json"),
                "{\"theme\": \"dark\", \"width\": 1500, \"height\": 900, \"maximised\": false, \"recent\": [\"/a\"]}");
        PreferencesFile.Loaded loaded = file().load();
        assertThat(loaded.problem()).isEmpty();
        assertThat(loaded.preferences().theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(loaded.preferences().scale()).isEqualTo(100);
        assertThat(loaded.preferences().recent()).containsExactly("/a");
    }
}
