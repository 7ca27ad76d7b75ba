package hammingway.design.search;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.design.DesignBench;
import hammingway.design.Tabs;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Searching and sliding in the design workspace, by mouse and keyboard. */
@ExtendWith(ApplicationExtension.class)
class ImproveTabTest {
    @TempDir
    private static Path folder;

    private DesignBench bench;

    @Start
    void start(Stage stage) {
        bench = new DesignBench(stage, folder.resolve("project"));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(bench::close);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> {
            boolean[] met = new boolean[1];
            new FxRobot().interact(() -> {
                try {
                    met[0] = condition.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            return met[0];
        });
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static void type(FxRobot robot, String id, String value) {
        TextField field = robot.lookup(id).queryAs(TextField.class);
        robot.interact(() -> {
            field.clear();
            field.requestFocus();
        });
        robot.write(value);
        assertThat(field.getText()).isEqualTo(value);
    }

    @Test
    void aSearchIsStartedWatchedStoppedUsedAndUndone(FxRobot robot) throws Exception {
        robot.interact(() -> bench.bits("13"));
        until(() -> bench.length() == 20);
        String before = bench.hash();
        Tabs.choose(robot, "improve-tab");
        Button stop = robot.lookup("#search-stop").queryButton();
        assertThat(stop.isDisabled()).isTrue();
        type(robot, "#search-field-budget-seconds", "0");
        type(robot, "#search-field-budget-evaluations", "100000000");
        robot.clickOn("#search-start");
        until(() -> !stop.isDisabled() && !text(robot, "#search-best-distance").startsWith("\u2013"));
        until(() -> !text(robot, "#search-best-objective").equals(text(robot, "#search-first-objective")));
        assertThat(bench.jobs()).contains("Search for a codebook");
        robot.clickOn("#matrix-tab").clickOn("#improve-tab"); // it goes on meanwhile
        assertThat(stop.isDisabled()).isFalse();
        robot.clickOn("#search-stop");
        Button use = robot.lookup("#search-use").queryButton();
        until(() -> !use.isDisabled());
        assertThat(text(robot, "#search-status")).startsWith("Stopped");
        robot.clickOn("#search-use");
        until(() -> !bench.hash().equals(before));
        assertThat(folder.resolve("project").resolve("codebooks").resolve("codebook-searched.npz"))
                .exists();
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        until(() -> bench.hash().equals(before));
    }

    /** A group that kept the buttons of each list before kept all that hangs on them: 10 MB in a thousand actions. */
    @Test
    void assignmentsListedAgainLeaveNothingBehind(FxRobot robot) throws Exception {
        Tabs.choose(robot, "improve-tab");
        robot.clickOn("#improve-assign");
        until(() -> !robot.lookup("#assignments .radio-button").queryAll().isEmpty());
        until(() -> bench.length() > 0);
        for (String kind : List.of("random-permutation", "gray-rank", "identity", "random-permutation")) {
            RadioButton chosen = robot.lookup("#assign-" + kind).queryAs(RadioButton.class);
            robot.interact(chosen::fire);
            robot.interact(() -> robot.lookup("#assign-apply").queryButton().fire());
            until(() -> !robot.lookup("#assign-" + kind)
                    .queryAs(RadioButton.class)
                    .equals(chosen)); // listed again: searches begin with what is applied
        }
        Set<RadioButton> shown = robot.lookup("#assignments .radio-button").queryAllAs(RadioButton.class);
        robot.interact(() -> assertThat(shown.iterator().next().getToggleGroup().getToggles())
                .containsExactlyInAnyOrderElementsOf(shown));
    }

    @Test
    void numbersAreTypedWithoutBeingRewritten(FxRobot robot) {
        Tabs.choose(robot, "improve-tab");
        TextField heat = robot.lookup("#search-field-method-heat").queryAs(TextField.class);
        type(robot, "#search-field-method-heat", "0.0050");
        type(robot, "#search-field-method-heat", "1.50e-3");
        robot.interact(
                () -> assertThat(robot.lookup("#search-field-method-heat").queryAs(TextField.class))
                        .as("lines stay while values change")
                        .isSameAs(heat));
        type(robot, "#search-field-method-heat", "0");
        robot.interact(() -> assertThat(heat.getPseudoClassStates())
                .anyMatch(c -> c.getPseudoClassName().equals("danger")));
        assertThat(robot.lookup("#search-start").queryButton().isDisabled()).isTrue();
    }

    @Test
    void aDragOfASliderIsOneStepToUndo(FxRobot robot) throws Exception {
        TextField bits = robot.lookup("#field-family-randomBits").queryAs(TextField.class);
        Slider slider = robot.lookup("#slide-field-family-randomBits").queryAs(Slider.class);
        robot.interact(slider::requestFocus);
        robot.push(KeyCode.RIGHT);
        int stepped = Integer.parseInt(bits.getText());
        assertThat(stepped).isGreaterThan(40);
        robot.drag(slider.lookup(".thumb")).moveBy(-20, 0).moveBy(-20, 0).drop();
        int dragged = Integer.parseInt(bits.getText());
        assertThat(dragged).isLessThan(stepped);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(bits.getText()).isEqualTo(Integer.toString(stepped));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(bits.getText()).isEqualTo("40");
        until(() -> bench.length() == 47);
        assertThat(Math.abs(slider.getValue() - Math.log10(41))).isLessThan(0.01);
    }
}
