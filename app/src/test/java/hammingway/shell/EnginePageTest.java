package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** The page of devices and engine in the whole window, on the machine that the tests run on. */
@ExtendWith(ApplicationExtension.class)
class EnginePageTest {
    @Test
    void itOpensFromTheHeaderAndTheKeyboardAndMakesRoomForTheGuide(FxRobot robot) {
        try (Session session = new Session(1000, 960)) {
            Node page = session.workbench.scene().lookup("#engine-page");
            assertThat(page.isVisible()).isFalse();
            robot.clickOn("#open-engine");
            session.settle();
            assertThat(page.isVisible()).isTrue();
            assertThat(page.lookup("#device-cpu")).isNotNull();
            assertThat(((Labeled) page.lookup("#engine-in-use")).getText()).startsWith("In use: ");

            robot.push(KeyCode.F1);
            Node guide = session.workbench.scene().lookup("#guide");
            assertThat(guide.isVisible()).isTrue();
            assertThat(session.workbench.guide().page().get().orElseThrow().name())
                    .isEqualTo("devices.md");
            Session.act(() -> session.workbench.scene().getRoot().layout());
            assertThat(page.getLayoutX() + page.getLayoutBounds().getWidth())
                    .isLessThanOrEqualTo(guide.getLayoutX() + 1);
            Session.act(() -> session.workbench.guide().shown().set(false));

            robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.COMMA);
            assertThat(page.isVisible()).isFalse();
            robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.COMMA);
            session.settle();
            assertThat(page.isVisible()).isTrue();
            robot.push(KeyCode.ESCAPE);
            assertThat(page.isVisible()).isFalse();
            assertThat(session.faults).isEmpty();
        }
    }
}
