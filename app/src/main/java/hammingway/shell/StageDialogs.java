package hammingway.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/** Dialogs of the system. */
final class StageDialogs implements Dialogs {
    private final Stage stage;

    StageDialogs(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        start().ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> newFolder(String title, String suggestion) {
        return save(title, suggestion);
    }

    /** The folder of a suggestion that names one, as far as it is there. */
    private static Optional<File> folderOf(String suggestion) {
        Path at = Path.of(suggestion).getParent();
        while (at != null && !Files.isDirectory(at)) {
            at = at.getParent();
        }
        return Optional.ofNullable(at).map(Path::toFile);
    }

    @Override
    public Optional<Path> save(String title, String suggestion) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(Path.of(suggestion).getFileName().toString());
        folderOf(suggestion).or(StageDialogs::start).ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> open(String title, String kinds, List<String> endings) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters()
                .setAll(
                        new FileChooser.ExtensionFilter(
                                kinds, endings.stream().map(e -> "*" + e).toList()),
                        new FileChooser.ExtensionFilter("All files", "*"));
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }

    private static Optional<File> start() {
        return Optional.of(Path.of(System.getProperty("user.home")))
                .filter(Files::isDirectory)
                .map(Path::toFile);
    }

    @Override
    public boolean confirm(String title, String text, String yes) {
        ButtonType go = new ButtonType(yes, ButtonBar.ButtonData.OK_DONE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, text, ButtonType.CANCEL, go);
        alert.initOwner(stage);
        alert.setTitle("Hammingway");
        alert.setHeaderText(title);
        alert.getDialogPane().setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        return alert.showAndWait().filter(b -> b == go).isPresent();
    }
}
