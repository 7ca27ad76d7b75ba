package hammingway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsRead() {
        PreferencesFile file = new PreferencesFile(folder.resolve("new").resolve("preferences.json"));
        Preferences changed = Preferences.DEFAULT
                .withTheme(ThemeChoice.DARK)
                .withWindow(1500, 900, false)
                .withRecent(folder);
        file.save(changed);
        assertThat(file.load()).isEqualTo(new PreferencesFile.Loaded(changed, java.util.Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"theme\": \"pink\"}",
                "{\"width\": -5}",
                "{\"fromTheFuture\": 1}",
                "\u0000\u0001 not json",
                "{\"recent\": 3}"
            })
    void aBrokenFileIsToldAndSetAside(String content) throws IOException {
        Path path = Files.writeString(folder.resolve("preferences.json"), content);
        PreferencesFile file = new PreferencesFile(path);
        PreferencesFile.Loaded loaded = file.load();
        assertThat(loaded.preferences()).isEqualTo(Preferences.DEFAULT);
        assertThat(loaded.problem()).hasValueSatisfying(p -> assertThat(p).contains("preferences.json.broken"));
        assertThat(Files.readString(folder.resolve("preferences.json.broken"))).isEqualTo(content);
        assertThat(file.load().problem()).isEmpty();
    }

    @Test
    void aMaximisedWindowKeepsTheSizeItReturnsTo() {
        Preferences p = Preferences.DEFAULT.withWindow(1100, 700, false).withWindow(3840, 2160, true);
        assertThat(p.width()).isEqualTo(1100);
        assertThat(p.maximised()).isTrue();
    }

    @Test
    void recentProjectsAreFewAndDifferent() {
        Preferences p = Preferences.DEFAULT;
        for (int i = 0; i < 20; i++) {
            p = p.withRecent(folder.resolve("p" + i % 12));
        }
        assertThat(p.recent()).hasSize(8).doesNotHaveDuplicates();
        assertThat(p.recent().getFirst()).endsWith("p7");
    }
}
