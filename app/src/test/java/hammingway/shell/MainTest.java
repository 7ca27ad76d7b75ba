package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void onlyNoCommandOpensTheWindow() {
        assertThat(Main.windowOf(new String[0])).contains(List.of());
        assertThat(Main.windowOf(new String[] {"-p", "there"})).contains(List.of("--project=there"));
        assertThat(Main.windowOf(new String[] {"--project=there"})).contains(List.of("--project=there"));
        assertThat(Main.windowOf(new String[] {"study", "quickstart"})).isEmpty();
        assertThat(Main.windowOf(new String[] {"--help"})).isEmpty();
        assertThat(Main.windowOf(new String[] {"-p"})).isEmpty();
    }

    @Test
    void aFileOpensTheWindowAndACommandIsNoFile() {
        assertThat(Main.windowOf(new String[] {"/somewhere/project.json"}))
                .contains(List.of("--open=/somewhere/project.json"));
        assertThat(Main.windowOf(new String[] {"gray.npz"})).contains(List.of("--open=gray.npz"));
        assertThat(Main.windowOf(new String[] {"src"}))
                .as("a folder that is there")
                .contains(List.of("--open=src"));
        assertThat(Main.windowOf(new String[] {"runs"})).isEmpty();
        assertThat(Main.windowOf(new String[] {"studdy"})).isEmpty();
        assertThat(Main.windowOf(new String[] {"gray.npz", "other.npz"})).isEmpty();
    }

    @Test
    void aMissingDisplayIsSeenBeforeTheToolkitStarts() {
        assertThat(Main.missingScreen(Map.of(), "Linux", "")).isPresent();
        assertThat(Main.missingScreen(Map.of("DISPLAY", " "), "Linux", "")).isPresent();
        assertThat(Main.missingScreen(Map.of("DISPLAY", ":0"), "Linux", "")).isEmpty();
        assertThat(Main.missingScreen(Map.of(), "Linux", "Headless")).isEmpty();
        assertThat(Main.missingScreen(Map.of(), "Windows 11", "")).isEmpty();
        assertThat(Main.missingScreen(Map.of(), "Mac OS X", "")).isEmpty();
    }
}
