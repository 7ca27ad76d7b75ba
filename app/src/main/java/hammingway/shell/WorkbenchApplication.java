package hammingway.shell;

import hammingway.run.LocalLauncher;
import hammingway.settings.PreferencesFile;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** What the toolkit starts. */
public final class WorkbenchApplication extends Application {
    private @Nullable Workbench workbench;

    @Override
    public void start(Stage stage) {
        Workbench made = new Workbench(stage, new StageDialogs(stage), new LocalLauncher(), PreferencesFile.ofUser());
        workbench = made;
        made.show(Optional.ofNullable(getParameters().getNamed().get("project")).map(Path::of));
    }

    @Override
    public void stop() {
        if (workbench != null) {
            workbench.close();
        }
    }
}
