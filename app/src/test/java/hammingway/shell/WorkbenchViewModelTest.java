package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.fx.Background;
import hammingway.fx.NoticeBoard;
import hammingway.run.Project;
import hammingway.settings.Preferences;
import hammingway.settings.PreferencesFile;
import hammingway.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window begins with, without a window: this thread is the screen. */
class WorkbenchViewModelTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final NoticeBoard notices = new NoticeBoard(screen::add);
    private final Background background = new Background(notices, screen::add);

    private final List<Settings> settings = new ArrayList<>();

    @AfterEach
    void close() {
        background.close();
        settings.forEach(Settings::close); // they write in a thread of their own
    }

    private WorkbenchViewModel startedAfter(Preferences kept) {
        PreferencesFile file = new PreferencesFile(folder.resolve("preferences.json"));
        file.save(kept);
        settings.add(new Settings(file, notices));
        return new WorkbenchViewModel(background, notices, settings.getLast());
    }

    private void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            Runnable next = screen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("something happens").isNotNull();
            next.run();
        }
    }

    @Test
    void theFirstStartBeginsWithWelcomeAndMakesNothing() {
        WorkbenchViewModel model = startedAfter(Preferences.DEFAULT.withRecent(folder.resolve("gone")));
        model.openAtStart(Optional.empty());
        assertThat(model.welcome().get()).isTrue();
        assertThat(background.active()).isEmpty();
        model.go(WorkbenchViewModel.Place.RUNS);
        assertThat(model.welcome().get()).isFalse();
    }

    @Test
    void laterStartsOpenTheLastProjectThatIsThere() throws InterruptedException {
        Project.create(folder.resolve("study"), "study");
        WorkbenchViewModel model = startedAfter(
                Preferences.DEFAULT.withRecent(folder.resolve("study")).withRecent(folder.resolve("gone")));
        model.openAtStart(Optional.empty());
        assertThat(model.welcome().get()).isFalse();
        until(() -> model.project().get().isPresent());
        assertThat(model.recent().getValue())
                .first()
                .isEqualTo(folder.resolve("study").toString());
        model.forget(folder.resolve("gone").toString());
        assertThat(model.recent().getValue()).hasSize(1);
    }

    @Test
    void aProjectThatCannotBeOpenedIsToldAndLeavesWelcome() throws IOException, InterruptedException {
        Path newer = Files.createDirectories(folder.resolve("newer"));
        Files.writeString(newer.resolve("project.json"), "{\"name\": \"newer\", \"format\": 99}");
        WorkbenchViewModel model = startedAfter(Preferences.DEFAULT.withRecent(newer));
        model.openAtStart(Optional.empty());
        until(() -> model.welcome().get());
        until(() -> !notices.shown().isEmpty());
        assertThat(notices.shown().getFirst().text()).contains("newer", "update Hammingway");
    }
}
