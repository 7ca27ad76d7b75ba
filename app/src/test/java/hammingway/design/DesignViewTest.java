package hammingway.design;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.SpecCodec;
import hammingway.cli.Main;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.control.MatrixView;
import hammingway.design.book.BookEdit;
import hammingway.design.book.DistanceSource;
import hammingway.design.book.Draft;
import hammingway.design.book.Pair;
import hammingway.form.FormField;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import hammingway.settings.Theme;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
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

/** The design workspace, from the keyboard to the file. */
@ExtendWith(ApplicationExtension.class)
class DesignViewTest {
    @TempDir
    private static Path folder;

    private DesignViewModel model;
    private DesignView view;
    private Background background;
    private Project project;

    private static final Notices SILENT = new Notices() {
        @Override
        public void info(String text) {}

        @Override
        public void error(String text) {
            throw new AssertionError(text);
        }
    };

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(Theme.LIGHT.styleSheet());
        background = new Background(SILENT);
        model = new DesignViewModel(background);
        view = new DesignView(model, new SimpleObjectProperty<>(Theme.LIGHT), background, Answers.NONE);
        project = Project.openOrCreate(folder.resolve("project"), "test");
        model.size("100");
        model.project(project);
        stage.setScene(new Scene((Parent) view.node(), 1000, 960));
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(view::close);
        background.close();
        Application.setUserAgentStylesheet(null);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> {
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

    private int bits() {
        return model.analysis().preview().get().map(p -> p.bounds().length()).orElse(0);
    }

    private void untilBits(int n) throws Exception {
        until(() -> bits() == n && model.analysis().distances().get().isPresent());
    }

    @Test
    void wrongValuesAreMarkedAndTheLastGoodMatrixStays(FxRobot robot) throws Exception {
        System.gc(); // lists that only a weak listener holds would fall silent now
        untilBits(47);
        TextField bits = robot.lookup("#field-family-randomBits").queryAs(TextField.class);
        Optional<DistanceSource> before = model.matrixProperty().get();
        robot.interact(() -> bits.setText("-3"));
        assertThat(model.problems()).singleElement().satisfies(p -> {
            assertThat(p.path()).isEqualTo("family.randomBits");
            assertThat(p.allowed()).isEqualTo("0 to 8192 bits");
        });
        assertThat(bits.getPseudoClassStates())
                .anyMatch(c -> c.getPseudoClassName().equals("danger"));
        assertThat(robot.lookup("#stale").queryAs(Label.class).isVisible()).isTrue();
        assertThat(model.matrixProperty().get()).isSameAs(before);
        robot.interact(() -> bits.setText("20"));
        untilBits(27);
        assertThat(model.problems()).isEmpty();
        assertThat(robot.lookup("#stale").queryAs(Label.class).isVisible()).isFalse();
    }

    @Test
    void undoAndRedoLeadThroughTheSteps(FxRobot robot) throws Exception {
        untilBits(47);
        Draft first = model.draftProperty().get();
        TextField bits = robot.lookup("#field-family-randomBits").queryAs(TextField.class);
        robot.interact(() -> {
            bits.setText("1");
            bits.setText("12"); // typing on: one step
        });
        robot.clickOn("#dice");
        Draft last = model.draftProperty().get();
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(bits.getText()).isEqualTo("12");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(model.draftProperty().get()).isEqualTo(first);
        assertThat(bits.getText()).isEqualTo("40");
        robot.push(KeyCode.CONTROL, KeyCode.Y).push(KeyCode.CONTROL, KeyCode.Y);
        assertThat(model.draftProperty().get()).isEqualTo(last);
        untilBits(19);
    }

    @Test
    void aSavedCodebookIsLoadedByItsRecipe(FxRobot robot) throws Exception {
        untilBits(47);
        robot.interact(() -> {
            model.keeping().nameProperty().set("mine");
            model.keeping().save();
        });
        Path file = project.codebooks().resolve("mine.npz");
        until(() -> model.keeping().toldProperty().get().text().contains("mine.npz"));
        Codebook saved = CodebookFiles.read(file);
        assertThat(saved.hash())
                .isEqualTo(model.designProperty().get().orElseThrow().codebook().hash());
        robot.interact(() -> model.size("50"));
        untilBits(46);
        robot.interact(() -> model.keeping().load(file));
        untilBits(47);
        assertThat(model.draftProperty().get().size()).isEqualTo("100");
        assertThat(model.keeping().exports().command())
                .contains("code new --size 100")
                .contains("mine.npz")
                .contains("minimal-random");
    }

    @Test
    void aTableIsImportedAndABadOneIsTold(FxRobot robot) throws Exception {
        untilBits(47);
        Path good = Files.writeString(folder.resolve("table.csv"), "0,0,1\n0,1,0\n1,1,1\n");
        robot.interact(() -> model.keeping().load(good));
        untilBits(3);
        assertThat(model.designProperty().get().orElseThrow().codebook().size()).isEqualTo(3);
        Path bad = Files.writeString(folder.resolve("bad.csv"), "0,0,1\n0,2\n");
        robot.interact(() -> model.keeping().load(bad));
        until(() -> model.keeping().toldProperty().get().trouble());
        assertThat(model.keeping().toldProperty().get().text())
                .contains("bad.csv")
                .contains("line 2");
        assertThat(bits()).isEqualTo(3);
    }

    private String hash() {
        return model.designProperty().get().orElseThrow().codebook().hash();
    }

    @Test
    void theGalleryOffersFamiliesAndTheKeyboardChoosesOne(FxRobot robot) throws Exception {
        untilBits(47);
        robot.clickOn("#field-family");
        until(() -> model.gallery().rows().size()
                == SpecCodec.kinds(CodeFamily.class).size());
        assertThat(model.gallery().rows())
                .filteredOn(r -> r.offer().kind().equals("one-hot"))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.offer().bits()).contains(100);
                    assertThat(r.offer().distance()).isEqualTo("2");
                });
        assertThat(FamilyOffer.all(5000))
                .filteredOn(o -> o.kind().equals("golay"))
                .singleElement()
                .satisfies(o -> assertThat(o.reason().orElse("")).contains("4096"));
        robot.write("gray");
        assertThat(model.gallery().rows()).hasSize(1);
        robot.push(KeyCode.ENTER);
        assertThat(model.gallery().openProperty().get()).isFalse();
        untilBits(7);
        robot.clickOn("#field-family").push(KeyCode.ESCAPE);
        assertThat(model.gallery().openProperty().get()).isFalse();
        untilBits(7);
    }

    @Test
    void partsOfTheRecipeAreAddedSwitchedOffMovedAndRemoved(FxRobot robot) throws Exception {
        untilBits(47);
        String plain = hash();
        robot.interact(() -> {
            FormField list = model.fields().stream()
                    .filter(f -> f.input() == FormField.Input.PARTS)
                    .findFirst()
                    .orElseThrow();
            model.set(list, "extend-by-parity");
            model.set(list, "repeat");
        });
        untilBits(96);
        robot.clickOn("#later-operators-0");
        untilBits(95);
        robot.clickOn("#field-operators-0");
        untilBits(48);
        robot.clickOn("#remove-operators-0").clickOn("#remove-operators-0");
        untilBits(47);
        assertThat(hash()).isEqualTo(plain);
        robot.interact(model::undo);
        untilBits(48);
    }

    @Test
    void anEditIsUndoneToTheSameCodebookAndADuplicateIsRefused(FxRobot robot) throws Exception {
        robot.interact(() -> model.family("natural-binary"));
        untilBits(7);
        String plain = hash();
        robot.interact(() -> assertThat(model.edit(new BookEdit.Flip(3, 6)).orElse(""))
                .contains("Token 2")
                .contains("already"));
        robot.interact(() -> assertThat(model.edit(new BookEdit.Flip(99, 3))).isEmpty());
        until(() -> !hash().equals(plain));
        assertThat(model.designProperty().get().orElseThrow().codebook().recipe())
                .isEmpty();
        assertThat(model.keeping().exports().arguments()).isEmpty();
        robot.interact(() -> {
            model.keeping().nameProperty().set("edited");
            model.keeping().save();
        });
        until(() -> model.keeping().toldProperty().get().text().contains("edited.npz"));
        String edited = hash();
        robot.interact(model::undo);
        until(() -> hash().equals(plain));
        robot.interact(() -> model.keeping().load(project.codebooks().resolve("edited.npz")));
        until(() -> hash().equals(edited));
        assertThat(model.draftProperty().get().edits()).containsExactly(new BookEdit.Flip(99, 3));
    }

    @Test
    void aPairChosenInOneViewIsChosenInAll(FxRobot robot) throws Exception {
        untilBits(47);
        MatrixView matrix = robot.lookup("#matrix").queryAs(MatrixView.class);
        until(() -> matrix.shownProperty().get().isPresent());
        robot.interact(() -> matrix.select(12, 34));
        assertThat(model.pairProperty().get()).contains(new Pair(12, 34));
        int distance =
                model.designProperty().get().orElseThrow().codebook().bits().distance(12, 34);
        assertThat(robot.lookup("#pair-distance").queryAs(Label.class).getText())
                .startsWith("Distance " + distance + " of 47 bits");
        Tabs.choose(robot, "codewords-tab");
        TableView<?> codewords = robot.lookup("#codewords").queryAs(TableView.class);
        until(() -> codewords.getSelectionModel().getSelectedIndices().size() == 2);
        assertThat(codewords.getSelectionModel().getSelectedItems().stream().map(Object::toString))
                .containsExactlyInAnyOrder("12", "34");
        robot.interact(() -> codewords.getSelectionModel().clearAndSelect(7));
        assertThat(model.pairProperty().get()).contains(new Pair(7, 7));
        assertThat(matrix.selectedProperty().get())
                .hasValueSatisfying(c -> assertThat(c.row()).isEqualTo(7));
        robot.interact(() -> model.size("5")); // where there is no such pair
        until(() -> model.designProperty().get().orElseThrow().codebook().size() == 5);
        assertThat(model.pairProperty().get()).isEmpty();
    }

    @Test
    void theCommandMakesTheSameCodebook(FxRobot robot) throws Exception {
        untilBits(47);
        Path file = folder.resolve("by command.npz");
        List<String> arguments =
                new ArrayList<>(model.keeping().exports().arguments().orElseThrow());
        assertThat(arguments.set(arguments.size() - 1, file.toString())).endsWith(".npz");
        StringWriter said = new StringWriter();
        int exit = Main.run(arguments.toArray(String[]::new), new PrintWriter(said, true), Optional.empty());
        assertThat(exit).as(said.toString()).isZero();
        assertThat(CodebookFiles.read(file).hash()).isEqualTo(hash());
    }
}
