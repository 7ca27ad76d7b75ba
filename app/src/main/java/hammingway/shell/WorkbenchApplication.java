package hammingway.shell;

import hammingway.report.program.LogFile;
import hammingway.run.LocalLauncher;
import hammingway.settings.PreferencesFile;
import hammingway.shell.log.KeptLog;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** What the toolkit starts. */
public final class WorkbenchApplication extends Application {
    private @Nullable Workbench workbench;
    private @Nullable KeptLog log;

    @Override
    public void start(Stage stage) {
        log = KeptLog.in(LogFile.ofUser());
        Workbench made = new Workbench(stage, new StageDialogs(stage), new LocalLauncher(), PreferencesFile.ofUser());
        workbench = made;
        Map<String, String> named = getParameters().getNamed();
        Optional.ofNullable(named.get("open"))
                .ifPresentOrElse(
                        made::showWith,
                        () -> made.show(
                                Optional.ofNullable(named.get("project")).map(Path::of)));
    }

    @Override
    public void stop() {
        if (workbench != null) {
            workbench.close();
        }
        if (log != null) {
            log.close();
        }
    }
}
