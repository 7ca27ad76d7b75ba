package hammingway.shell;

import hammingway.report.table.RunLine;
import hammingway.run.Project;
import hammingway.settings.Theme;
import hammingway.shell.WorkbenchViewModel.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * {@code hammingway pictures --guide FOLDER -p PROJECT}: just the pictures that the guide and the README show, named as they name them. The
 * project is one with the finished runs of the quick start, at a place that may be shown.
 */
final class GuidePictures {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Pictures pictures;
    private final Workbench workbench;
    private final Path folder;

    GuidePictures(Pictures pictures, Path folder) {
        this.pictures = pictures;
        this.workbench = pictures.workbench();
        this.folder = folder;
    }

    void take(Path project, Path scratch) {
        pictures.size(WIDTH, HEIGHT);
        pictures.act(() -> workbench.model().open(project));
        design();
        runs();
        newRun();
        compare();
        errors();
        new CodePictures(pictures, Project.open(project), folder.resolve("codes")).take(scratch);
    }

    private void show(Place place) {
        pictures.act(() -> workbench.model().place().set(place));
    }

    private void design() {
        show(Place.DESIGN);
        pictures.save("design-light");
        pictures.press("#field-family");
        pictures.save("gallery-light");
        find("#gallery-search", TextField.class).ifPresent(search -> {
            pictures.act(() -> {
                search.requestFocus();
                search.setText("bch");
            });
            pictures.act(() -> Event.fireEvent(
                    search, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));
        });
        pictures.save("design-bch-light");
    }

    /** The run that the tour makes: the code of the designer in a page that begins like the latest run. */
    private void newRun() {
        show(Place.DESIGN);
        pictures.press("#run-codebook");
        find("#run-name", TextField.class).ifPresent(name -> pictures.act(() -> name.setText("bch 63 bits")));
        pictures.act(() -> {}); // the time is measured a moment after the page has come to rest
        pictures.save("new-run-light");
        pictures.act(() -> workbench.runs().closeForm());
    }

    private <T extends Node> Optional<T> find(String id, Class<T> type) {
        return Optional.ofNullable(Pictures.onScreen(() -> workbench.scene().lookup(id)))
                .filter(type::isInstance)
                .map(type::cast);
    }

    private void runs() {
        show(Place.RUNS);
        pictures.save("runs-light");
        pictures.act(() -> workbench.model().switchTheme());
        pictures.save("runs-dark");
        pictures.act(() -> workbench.model().switchTheme());
    }

    private void compare() {
        show(Place.COMPARE);
        pictures.save("compare-light");
        pictures.press("#tab-pair");
        choose("#pair-first", "code-NLL 50 bits");
        choose("#pair-second", "learned 50 bits (co-occurrence)");
        pictures.save("compare-pair-light");
        pictures.press("#tab-table");
    }

    @SuppressWarnings("unchecked") // the box of runs
    private void choose(String id, String run) {
        find(id, ComboBox.class)
                .map(box -> (ComboBox<RunLine>) box)
                .ifPresent(box -> pictures.act(() -> box.getItems().stream()
                        .filter(line -> line.cell("name").text().equals(run))
                        .findFirst()
                        .ifPresent(box::setValue)));
    }

    /** The views of a run with a code beside one without, a wrong token selected. */
    private void errors() {
        show(Place.ERRORS);
        pictures.act(() -> workbench.errors().runs().stream()
                .filter(r -> !Files.exists(r.run().codebook()))
                .findFirst()
                .ifPresent(r -> workbench.errors().second().set(Optional.of(r))));
        pictures.press("#errors-text-error-after");
        pictures.save("errors-light");
        pictures.press("#errors-tab-bits");
        pictures.save("errors-bits-light");
        pictures.press("#errors-tab-text");
        if (workbench.model().theme().get() != Theme.LIGHT) {
            throw new IllegalStateException("pictures of the guide are light");
        }
    }
}
