package hammingway.errors.text;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.Progress;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.errors.token.TokenView;
import hammingway.errors.token.TokenViewModel;
import hammingway.eval.errors.TokenFilter;
import hammingway.eval.errors.TokenSearch;
import hammingway.eval.errors.TokenText;
import hammingway.eval.trace.Trace;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.settings.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The text and the selected token, by mouse and keyboard, beside what the trace tells. */
@ExtendWith(ApplicationExtension.class)
class TextViewTest {
    private final Selection selection = new Selection();
    private final Background background = new Background(new Notices() {
        @Override
        public void info(String text) {}

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    });
    private final SimpleObjectProperty<Optional<Subject>> shown = new SimpleObjectProperty<>(Optional.empty());
    private final TextViewModel text = new TextViewModel(background, shown, selection);
    private final TokenViewModel token = new TokenViewModel(background, shown, selection);

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        SimpleObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
        SplitPane split = new SplitPane(new TextView(text, theme).node(), new TokenView(token, theme).node());
        stage.setScene(new Scene(split, 1000, 800));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close() {
        background.close();
        Application.setUserAgentStylesheet(null);
    }

    @Test
    void aTokenIsChosenLookedAtFilteredAndFound(FxRobot robot) throws Exception {
        Path folder = Files.createTempDirectory("text");
        Subject subject = TextSubject.of(folder, 200, 11);
        Trace trace = subject.first().trace();
        everyTokenHasItsPlace(subject);
        assertThat(robot.lookup("#errors-token-advice").queryLabeled().getText())
                .startsWith("Click a token");
        robot.interact(() -> shown.set(Optional.of(subject)));
        WaitForAsyncUtils.waitForFxEvents();
        Region pane = robot.lookup("#errors-text-pane").queryAs(Region.class);
        robot.clickOn(robot.offset(pane, javafx.geometry.Pos.TOP_LEFT, 60, 18));
        int clicked = selection.position().get();
        Label card = robot.from(pane).lookup(".hover-card").queryAs(Label.class);
        until(() -> card.isVisible() && card.getText().contains("%"));
        assertThat(card.getText())
                .contains("Target       " + subject.first().vocabulary().display(trace.target(clicked)))
                .contains("Wrong bits   " + trace.wrongBits(clicked));
        assertThat(clicked).isBetween(0, 40);
        robot.type(KeyCode.RIGHT);
        assertThat(selection.position().get()).isEqualTo(clicked + 1);
        for (int i = 0; i < 12; i++) {
            int before = selection.position().get();
            robot.type(KeyCode.DOWN);
            assertThat(selection.position().get()).isGreaterThan(before);
        }
        int error = new TokenSearch(trace, Optional.empty())
                .next(
                        TokenFilter.ALL.withOutcome(TokenFilter.Outcome.WRONG),
                        selection.position().get(),
                        true,
                        Progress.NONE)
                .orElseThrow();
        robot.clickOn("#errors-text-error-after");
        until(() -> selection.position().get() == error);
        until(() -> title(robot).equals("Position " + error));
        TableView<?> rivals = robot.lookup("#errors-token-candidates").queryTableView();
        assertThat(rivals.getItems()).hasSizeBetween(TextSubject.TOKENS.size(), TextSubject.TOKENS.size() + 1);
        assertThat(token.json()).contains("\"wrong_bits\" : " + trace.wrongBits(error));

        robot.interact(() -> text.filtering().wrongBits().set("2-3"));
        ListView<Integer> hits = robot.lookup("#errors-text-hits").queryListView();
        until(hits::isVisible);
        List<Integer> plain = new ArrayList<>();
        for (int i = 0; i < trace.positions(); i++) {
            if (trace.wrongBits(i) >= 2 && trace.wrongBits(i) <= 3) {
                plain.add(i);
            }
        }
        assertThat(hits.getItems()).containsExactlyElementsOf(plain);
        robot.interact(() -> text.filtering().clear());
        until(() -> !hits.isVisible());
        robot.interact(() -> text.finder().wanted().set("CATS"));
        until(() -> text.finder().hits().get().count() > 0);
        robot.interact(() -> {
            selection.position().set(0);
            text.finder().step(true);
        });
        assertThat(trace.target(selection.position().get())).isEqualTo(TextSubject.TOKENS.indexOf(" cat"));
        robot.interact(() -> text.goTo("99999"));
        assertThat(robot.lookup("#errors-text-problem").queryLabeled().getText())
                .contains("Allowed are 0 to 3199");
        robot.interact(() -> shown.set(Optional.empty())); // as when another project is opened
        assertThat(text.value(error)).as("of a text that is gone").isNaN();
    }

    private static String title(FxRobot robot) {
        return robot.lookup("#errors-token-title").queryAs(Label.class).getText();
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Whatever the width: all positions come in order, once or on neighbouring lines, and no line is too long. */
    private static void everyTokenHasItsPlace(Subject subject) throws IOException {
        TokenText words = new TokenText(subject.first().vocabulary());
        for (int columns : new int[] {5, 40, 120}) {
            TextLines lines =
                    new TextLines(subject.first().trace(), words, subject.positions(), columns, columns == 40);
            int last = -1;
            TextLines.Place at = new TextLines.Place(0, 0);
            for (TextLines.Place next = at; ; next = lines.moved(at, 1)) {
                if (next.equals(at) && last >= 0) {
                    break;
                }
                at = next;
                for (Piece p : lines.line(at)) {
                    assertThat(p.end()).isLessThanOrEqualTo(columns);
                    if (p.position() > last) {
                        assertThat(p.position()).isEqualTo(last + 1);
                        last = p.position();
                        assertThat(lines.place(last)).isEqualTo(at);
                    }
                }
            }
            assertThat(last).isEqualTo(subject.positions() - 1);
        }
    }
}
