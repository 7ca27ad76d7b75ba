package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.code.Assignment;
import hammingway.code.CodeContext;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.run.Project;
import hammingway.settings.Preferences;
import hammingway.settings.PreferencesFile;
import hammingway.settings.Theme;
import hammingway.settings.ThemeChoice;
import hammingway.shell.WorkbenchViewModel.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** The pages of the window itself, in one window: welcome, preferences, log, about, and files that the desktop hands over. */
@ExtendWith(ApplicationExtension.class)
class FirstStartTest {
    private Session session;

    private Node find(String id) {
        Node found = session.workbench.scene().lookup("#" + id);
        assertThat(found).as(id).isNotNull();
        return found;
    }

    private void press(String id) {
        Session.act(() -> ((ButtonBase) find(id)).fire());
    }

    private boolean shown(String id) {
        return Session.onScreen(() -> {
            Node node = session.workbench.scene().lookup("#" + id);
            return node != null && node.isVisible() && node.getScene() != null;
        });
    }

    private Preferences kept() {
        return new PreferencesFile(session.folder.resolve("preferences.json"))
                .load()
                .preferences();
    }

    private void typed(String id, String text) {
        Session.act(() -> ((TextField) find(id)).setText(text));
    }

    private static String clipboard() {
        return Session.onScreen(
                () -> String.valueOf(Clipboard.getSystemClipboard().getString()));
    }

    @BeforeEach
    void open() {
        session = new Session(1000, 960);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void thePagesOfTheWindowWorkTogether(FxRobot robot) throws IOException {
        preferences(robot);
        log(robot);
        about();
        welcome();
        paper();
        files();
        assertThat(session.faults).isEmpty();
    }

    private void preferences(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        session.settle();
        assertThat(shown("preferences-page")).isTrue();
        press("theme-dark");
        assertThat(Session.onScreen(() -> session.workbench.model().theme().get()))
                .isEqualTo(Theme.DARK);
        assertThat(contentAt(80)).as("the content fills the window at its size").isEqualTo(1000 / 0.8);
        assertThat(contentAt(150)).as("too large for this window").isEqualTo(1000);
        typed("projects-folder", "here");
        Session.act(() -> ((TextField) find("projects-folder")).fireEvent(new javafx.event.ActionEvent()));
        assertThat(((Label) find("projects-problem")).getText()).contains("the full path of a folder");
        typed("projects-folder", session.folder.toString());
        Session.act(() -> ((TextField) find("projects-folder")).fireEvent(new javafx.event.ActionEvent()));
        session.until(() -> kept().projects().equals(session.folder.toString())
                && kept().scale() == 150
                && kept().theme() == ThemeChoice.DARK);

        typed("preferences-search", "cuda");
        assertThat(shown("scale")).as("a setting of other words").isTrue(); // its row is not
        assertThat(Session.onScreen(() -> find("scale").getParent().getParent().isVisible()))
                .isFalse();
        assertThat(Session.onScreen(
                        () -> find("preferences-open-engine").getParent().isVisible()))
                .isTrue();
        typed("preferences-search", "");

        press("reset-scale");
        assertThat(kept().withScale(100).theme()).isEqualTo(ThemeChoice.DARK);
        press("undo-reset");
        session.until(() -> kept().scale() == 150);
        press("reset-all");
        session.until(() -> kept().scale() == 100 && kept().theme() == ThemeChoice.LIGHT);
        typed("projects-folder", session.folder.toString());
        Session.act(() -> ((TextField) find("projects-folder")).fireEvent(new javafx.event.ActionEvent()));
        press("preferences-open-engine");
        session.settle();
        assertThat(shown("preferences-page")).isFalse();
        assertThat(shown("engine-page")).isTrue();
    }

    private double contentAt(int percent) {
        Session.act(() -> ((Slider) find("scale")).setValue(percent));
        return Session.onScreen(() -> {
            Parent root = session.workbench.scene().getRoot();
            root.layout();
            return root.getChildrenUnmodifiable().getFirst().getLayoutBounds().getWidth();
        });
    }

    private void log(FxRobot robot) {
        Button opener = (Button) find("open-log");
        LoggerFactory.getLogger("hammingway.Example")
                .error("cannot read {}", session.folder.resolve("project"), new IllegalStateException("broken"));
        session.until(
                () -> opener.getText().endsWith("error") || opener.getText().endsWith("errors"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        assertThat(shown("log-page")).isTrue();
        assertThat(shown("engine-page")).isFalse();
        assertThat(opener.getText()).isEmpty();
        typed("log-search", "cannot read");
        ListView<?> lines = (ListView<?>) find("log-list");
        session.until(() -> lines.getItems().size() == 1);
        press("copy-log");
        assertThat(clipboard())
                .contains("ERROR Example - cannot read", "IllegalStateException: broken", "at hammingway.");
        press("log-diagnostics");
        session.settle();
        session.until(() -> clipboardHere().startsWith("Versions"));
        assertThat(clipboard())
                .contains("JavaFX 26", "Engine\n", "Machine\n", "cannot read <project>")
                .doesNotContain(session.folder.toString(), System.getProperty("user.home") + "/");
        typed("log-search", "");
        press("clear-log");
        session.until(() -> lines.getItems().isEmpty());
    }

    private static String clipboardHere() {
        return String.valueOf(Clipboard.getSystemClipboard().getString());
    }

    private void about() {
        Session.act(() -> session.workbench.pages().openAbout());
        assertThat(shown("about-page")).isTrue();
        press("copy-bibtex");
        assertThat(clipboard()).startsWith("@software{hammingway,");
        press("close-about");
        assertThat(((Button) find("memory")).getText()).matches("\\d+ of \\d+ MB");
    }

    private void welcome() throws IOException {
        Path gone = Files.createDirectories(session.folder.resolve("gone"));
        Project.create(gone, "gone");
        Session.act(() -> session.workbench.model().open(gone));
        session.until(() -> kept().recent().size() == 2);
        Session.act(() -> session.workbench.model().open(session.folder.resolve("project")));
        session.settle();
        Files.delete(gone.resolve("project.json"));
        Session.act(() -> session.workbench.pages().openWelcome());
        // what a button holds is found once it was drawn
        session.until(() -> session.workbench.scene().lookup("#recent-1 .problem") != null);
        assertThat(Session.onScreen(() -> find("recent-0").lookup(".problem"))).isNull();
        assertThat(Session.onScreen(() -> ((Label) find("recent-1").lookup(".problem")).getText()))
                .startsWith("Not there any more");
        press("forget-1");
        session.until(() -> session.workbench.scene().lookup("#forget-1") == null);
        press("welcome-guide");
        assertThat(session.workbench.guide().page().get().orElseThrow().name()).isEqualTo("tour.md");
        Session.act(() -> session.workbench.guide().shown().set(false));
        press("go-design");
        assertThat(Session.onScreen(() -> session.workbench.scene().lookup("#welcome-page")))
                .isNull();
        Session.act(() -> session.workbench.pages().openWelcome());
        press("welcome-quick");
        session.until(() ->
                session.workbench.model().project().get().orElseThrow().name().equals("quickstart"));
        assertThat(Session.onScreen(() -> session.workbench.model().place().get()))
                .isEqualTo(Place.RUNS);
        assertThat(session.folder.resolve("quickstart/project.json")).exists();
    }

    private void paper() throws IOException {
        Session.act(() -> session.workbench.pages().openWelcome());
        press("welcome-paper");
        assertThat(Session.onScreen(() -> find("make-paper").isDisabled())).isTrue();
        typed("paper-text", session.folder.resolve("nowhere.txt").toString());
        Path tokenizer = Files.writeString(session.folder.resolve("tokenizer.json"), "{}");
        typed("paper-tokenizer", tokenizer.toString());
        press("make-paper");
        session.settle();
        assertThat(Session.onScreen(() -> session.workbench.scene().getRoot().lookupAll("#paper-trouble").stream()
                        .map(n -> ((Label) n).getText())
                        .toList()))
                .first()
                .asString()
                .contains("TinyStories-train.txt: there is no file");
        Path text = Files.writeString(session.folder.resolve("TinyStories-train.txt"), "Once.");
        typed("paper-text", text.toString());
        press("make-paper");
        session.until(() ->
                session.workbench.model().project().get().orElseThrow().name().equals("paper"));
        Project project = Project.open(session.folder.resolve("paper"));
        assertThat(project.runs()).hasSize(5);
        assertThat(project.runs().getFirst().spec().training().steps()).isEqualTo(188);
        assertThat(Json.read(project.runs().getFirst().path().resolve("spec.json"))
                        .at("/data/source/path")
                        .asText())
                .isEqualTo(text.toString());
    }

    private void files() throws IOException {
        Path book = session.folder.resolve("project/codebooks/gray.npz");
        CodebookFiles.write(
                book,
                Codebook.build(
                        new CodebookSpec(new CodeFamily.Gray(), new Assignment.Identity(), 1),
                        CodeContext.of(64, session.folder),
                        Progress.NONE),
                Json.object());
        Session.act(() -> session.workbench.showWith(book.toString()));
        session.until(() -> session.design().hash().isPresent()
                && !session.design().busyProperty().get()
                && session.workbench.model().place().get() == Place.DESIGN
                && find("codebook-name") instanceof TextField name
                && name.getText().equals("gray"));
        assertThat(Session.onScreen(() ->
                        session.workbench.model().project().get().orElseThrow().folder()))
                .isEqualTo(session.folder.resolve("project"));
        Session.act(() -> session.workbench.showWith(
                session.folder.resolve("paper/project.json").toString()));
        session.until(() ->
                session.workbench.model().project().get().orElseThrow().name().equals("paper"));
        Session.act(() -> session.workbench.showWith(
                session.folder.resolve("TinyStories-train.txt").toString()));
        session.until(() -> session.workbench.notices().shown().stream()
                .anyMatch(n -> n.error() && n.text().contains("Allowed are a project's folder")));
        session.until(() -> session.workbench.runs().selected().get().isPresent());
    }
}
