package hammingway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.fx.NoticeBoard;
import java.nio.file.Path;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    private final NoticeBoard notices = new NoticeBoard(Runnable::run);

    @Test
    void theWindowFollowsTheSystemOnlyWhenAsked() {
        SimpleObjectProperty<Theme> system = new SimpleObjectProperty<>(Theme.LIGHT);
        try (Settings settings =
                new Settings(new PreferencesFile(folder.resolve("preferences.json")), notices, system)) {
            system.set(Theme.DARK);
            assertThat(settings.theme().get()).isEqualTo(Theme.LIGHT);
            settings.update(p -> p.withTheme(ThemeChoice.SYSTEM));
            assertThat(settings.theme().get()).isEqualTo(Theme.DARK);
            system.set(Theme.LIGHT);
            assertThat(settings.theme().get()).isEqualTo(Theme.LIGHT);
        }
    }

    @Test
    void whatTheCommandLineChangedMeanwhileIsKept() {
        PreferencesFile file = new PreferencesFile(folder.resolve("preferences.json"));
        try (Settings settings = new Settings(file, notices)) {
            file.save(Preferences.DEFAULT.withScale(150));
            settings.update(p -> p.withTheme(ThemeChoice.DARK));
        }
        assertThat(file.load().preferences())
                .isEqualTo(Preferences.DEFAULT.withScale(150).withTheme(ThemeChoice.DARK));
    }
}
