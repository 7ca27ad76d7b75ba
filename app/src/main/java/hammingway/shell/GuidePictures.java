package hammingway.shell;

import hammingway.run.Project;
import hammingway.settings.Theme;
import hammingway.shell.WorkbenchViewModel.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
        pictures.act(() -> workbench.design().closeGallery());
    }

    private void runs() {
        show(Place.RUNS);
        pictures.save("runs-light");
        pictures.act(() -> workbench.model().switchTheme());
        pictures.save("runs-dark");
        pictures.act(() -> workbench.model().switchTheme());
        pictures.act(() -> workbench.runs().newRun());
        pictures.save("new-run-light");
        pictures.act(() -> workbench.runs().closeForm());
    }

    private void compare() {
        show(Place.COMPARE);
        pictures.save("compare-light");
        pictures.press("#tab-pair");
        pictures.save("compare-pair-light");
        pictures.press("#tab-table");
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
