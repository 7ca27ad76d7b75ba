package hammingway.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineFolderTest {
    @Test
    void eachSystemHasItsPlace() {
        Path home = Path.of("home");
        assertThat(MachineFolder.of(Map.of(), "Linux", home))
                .isEqualTo(home.resolve(".config").resolve("hammingway"));
        assertThat(MachineFolder.of(Map.of("XDG_CONFIG_HOME", "cfg"), "Linux", home))
                .isEqualTo(Path.of("cfg", "hammingway"));
        assertThat(MachineFolder.of(Map.of("APPDATA", "roaming"), "Windows 11", home))
                .isEqualTo(Path.of("roaming", "Hammingway"));
        assertThat(MachineFolder.of(Map.of("HAMMINGWAY_HOME", "there"), "Mac OS X", home))
                .isEqualTo(Path.of("there"));
    }
}
