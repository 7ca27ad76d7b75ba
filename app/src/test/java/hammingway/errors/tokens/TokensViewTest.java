package hammingway.errors.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.errors.pair.TwoRunsView;
import hammingway.errors.pair.TwoRunsViewModel;
import hammingway.errors.subject.Selection;
import hammingway.errors.subject.Subject;
import hammingway.eval.errors.ConfusedPair;
import hammingway.eval.errors.PairErrors;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.RunFolder;
import hammingway.run.TracedRun;
import hammingway.settings.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The tab of tokens, on a run that takes he for she, and at times the other way round. */
@ExtendWith(ApplicationExtension.class)
class TokensViewTest {
    @TempDir
    private static Path folder;

    private final Selection selection = new Selection();
    private final List<String> errors = new ArrayList<>();
    private final List<RunFolder> sent = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Optional<Subject>> subject = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Background> background = Optional.empty();
    private TracedRun code;
    private TracedRun softmax;

    @Start
    void start(Stage stage) throws Exception {
        TokenRuns runs = new TokenRuns(folder);
        code = runs.run("code", true, i -> i % 5 == 0 ? 1 : i % 10 == 1 ? 0 : i % 5);
        softmax = runs.run("softmax", false, i -> i % 5 == 3 ? 2 : i % 5);
        Background threads = new Background(new Notices() {
            @Override
            public void info(String text) {}

            @Override
            public void error(String text) {
                errors.add(text);
            }
        });
        background = Optional.of(threads);
        TokensViewModel model = new TokensViewModel(threads, subject.getReadOnlyProperty(), selection);
        TokensView view = new TokensView(model, new SimpleObjectProperty<>(Theme.LIGHT), sent::add);
        stage.setScene(new Scene((Parent) view.node(), 980, 700));
        stage.show();
        subject.set(Optional.of(new Subject(code, Optional.of(softmax))));
    }

    private static void until(BooleanSupplier met) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> {
            boolean[] is = new boolean[1];
            new FxRobot().interact(() -> is[0] = met.getAsBoolean());
            return is[0];
        });
    }

    private static TableView<ConfusedPair> pairs(FxRobot robot) {
        return robot.lookup("#tokens-pairs").queryTableView();
    }

    @Test
    void aRowLeadsToWhereItHappenedAndTheRestFollows(FxRobot robot) throws Exception {
        robot.clickOn("#tokens-show-pairs");
        until(() -> pairs(robot).getItems().size() == 2);
        assertThat(pairs(robot).getItems().getFirst()).satisfies(p -> {
            assertThat(p.target()).isZero();
            assertThat(p.predicted()).isEqualTo(1);
            assertThat(p.count()).isEqualTo(16);
            assertThat(p.other()).hasValue(0);
        });
        System.gc(); // lists that only a weak listener holds would fall silent now
        robot.interact(() -> pairs(robot).getSelectionModel().select(1));
        until(() -> selection.position().get() == 1);
        assertThat(selection.token().get()).isEqualTo(1);
        robot.interact(() -> pairs(robot).requestFocus());
        robot.push(javafx.scene.input.KeyCode.ENTER);
        until(() -> selection.position().get() == 11);

        robot.clickOn("#tokens-show-selected");
        assertThat(robot.lookup("#selected-title").queryAs(Label.class).getText())
                .isEqualTo("\u2423she: came 16 times, lost 8, taken wrongly 16");
        assertThat(robot.lookup("#selected-taken-instead").queryTableView().getItems())
                .hasSize(1);

        robot.clickOn("#tokens-show-clusters");
        assertThat(robot.lookup("#tokens-clusters").queryTableView().getItems()).hasSize(1);
        robot.clickOn("#tokens-to-designer");
        assertThat(sent).containsExactly(code.run());

        robot.clickOn("#tokens-show-pairs");
        robot.interact(
                () -> robot.lookup("#pairs-filter").queryAs(TextField.class).setText(" dog"));
        until(() -> pairs(robot).getItems().isEmpty());
        MenuButton save = robot.lookup("#save-chart-1").queryAs(MenuButton.class);
        robot.interact(() -> save.getItems().forEach(MenuItem::fire));
        Path csv = folder.resolve("exports/errors-code-chart-1.csv");
        until(() -> Files.exists(csv) && Files.exists(folder.resolve("exports/errors-code-chart-1.svg")));
        assertThat(Files.readString(csv)).startsWith("group,tokens,positions,top1");
        assertThat(errors).isEmpty();

        // a head without a codebook, alone: nothing is compared, and what needs codewords is not offered
        robot.interact(() -> subject.set(Optional.of(new Subject(softmax, Optional.empty()))));
        robot.interact(
                () -> robot.lookup("#pairs-filter").queryAs(TextField.class).clear());
        until(() -> pairs(robot).getItems().size() == 1);
        assertThat(robot.lookup("#pairs-order").queryComboBox().getItems()).hasSize(1);
        assertThat(pairs(robot).getItems().getFirst().distance()).isEmpty();
    }

    @Test
    void cellsAndRowsOfTwoRunsLeadToTheirPositions(FxRobot robot) throws Exception {
        TwoRunsView view = new TwoRunsView(
                new TwoRunsViewModel(background.orElseThrow(), subject.getReadOnlyProperty(), selection));
        robot.interact(() -> {
            subject.set(Optional.of(new Subject(code, Optional.empty())));
            robot.lookup("#tokens").query().getScene().setRoot((Parent) view.node());
        });
        Label message = robot.lookup("#two-runs-message").queryAs(Label.class);
        until(() -> message.getText().contains("Compare with"));
        robot.interact(() -> subject.set(Optional.of(new Subject(code, Optional.of(softmax)))));
        until(() -> message.getText().isEmpty());
        robot.clickOn("#two-runs-only-a");
        until(() -> selection.position().get() == 3);
        robot.clickOn("#two-runs-only-a");
        until(() -> selection.position().get() == 8);
        TableView<PairErrors.TokenChange> missed =
                robot.lookup("#two-runs-missed").queryTableView();
        assertThat(missed.getItems()).extracting(PairErrors.TokenChange::token).containsExactly(0, 1);
        robot.interact(() -> missed.getSelectionModel().select(1));
        until(() -> selection.position().get() == 1);
        assertThat(errors).isEmpty();
    }
}
