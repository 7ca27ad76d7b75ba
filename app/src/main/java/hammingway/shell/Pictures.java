package hammingway.shell;

import hammingway.base.AtomicFiles;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.run.LocalLauncher;
import hammingway.run.Project;
import hammingway.settings.PreferencesFile;
import hammingway.settings.Theme;
import hammingway.shell.WorkbenchViewModel.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** {@code hammingway pictures [--guide] FOLDER [-p PROJECT]}: every screen, in both themes and two sizes, for the documents and for eyes. Needs no display. */
final class Pictures {
    private static final String USAGE = "Usage: hammingway pictures [--guide] FOLDER [-p PROJECT]";

    /** Curves and lists are there a moment after their data; two updates of the runs and their drawing. */
    private static final long SETTLE_MILLIS = 1000;

    private static final long PATIENCE_SECONDS = 60;

    private record Size(int width, int height) {}

    private static final List<Size> SIZES = List.of(new Size(1280, 800), new Size(1920, 1080));

    /** In their order. */
    private static final List<String> RUN_TABS = List.of("curves", "specification", "differences", "log");

    private final Workbench workbench;
    private final Stage stage;
    private final Path folder;
    private final PrintWriter out;

    private Pictures(Workbench workbench, Stage stage, Path folder, PrintWriter out) {
        this.workbench = workbench;
        this.stage = stage;
        this.folder = folder;
        this.out = out;
    }

    static int run(String[] given, PrintWriter out) {
        boolean guide = given.length > 0 && given[0].equals("--guide");
        String[] args = guide ? Arrays.copyOfRange(given, 1, given.length) : given;
        boolean named = args.length == 3 && (args[1].equals("-p") || args[1].equals("--project"));
        if (args.length != 1 && !named) {
            out.println(USAGE);
            return 2;
        }
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        try {
            Path folder = UserPath.resolve(Path.of(""), args[0], "FOLDER");
            Path project = named ? UserPath.resolve(Path.of(""), args[2], "-p") : Project.defaultFolder();
            Project.open(project);
            Platform.startup(() -> {});
            takeAll(folder, project, guide, out);
            return 0;
        } catch (WorkbenchException e) {
            out.println("Error: " + e.getMessage());
            return 1;
        } catch (IllegalStateException e) {
            // the toolkit's threads would keep the program alive after an exception that nobody caught
            org.slf4j.LoggerFactory.getLogger(Pictures.class).error("pictures", e);
            out.println("Internal error: " + e + ". Please report it with the log.");
            return 3;
        }
    }

    private static void takeAll(Path folder, Path project, boolean guide, PrintWriter out) {
        Path scratch = folder.resolve("scratch");
        try {
            Files.createDirectories(folder);
            PreferencesFile preferences = new PreferencesFile(scratch.resolve("preferences.json"));
            Pictures pictures = onScreen(() -> {
                Stage stage = new Stage();
                Workbench made = new Workbench(stage, new NoDialogs(), new LocalLauncher(), preferences);
                made.show(Optional.of(project));
                Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler())
                        .ifPresent(others -> Thread.setDefaultUncaughtExceptionHandler(withoutScreen(others)));
                return new Pictures(made, stage, folder, out);
            });
            pictures.settle();
            if (guide) {
                new GuidePictures(pictures, folder).take(project, scratch);
            } else {
                pictures.takeAll(project);
            }
            onScreen(() -> {
                pictures.workbench.close();
                return true;
            });
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write pictures to", folder, e);
        } finally {
            delete(scratch);
        }
    }

    private void takeAll(Path project) {
        // the headless window grows but does not shrink
        for (Size size : SIZES) {
            for (Theme theme : Theme.values()) {
                takeOf(project, theme, size);
            }
        }
    }

    /** The headless screen has 1000 x 1000 pixels, and its window fails in what lies outside; snapshots do not. */
    static Thread.UncaughtExceptionHandler withoutScreen(Thread.UncaughtExceptionHandler others) {
        return (thread, e) -> {
            boolean outside = Arrays.stream(e.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().startsWith("com.sun.glass.ui.headless.HeadlessWindow"));
            if (!outside) {
                others.uncaughtException(thread, e);
            }
        };
    }

    private static void delete(Path scratch) {
        if (!Files.exists(scratch)) {
            return; // what failed before is told, not this
        }
        try (var files = Files.walk(scratch)) {
            for (Path f : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(f);
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot delete", scratch, e);
        }
    }

    private void takeOf(Path project, Theme theme, Size size) {
        String ending = theme.name().toLowerCase(Locale.ROOT)
                + (size.equals(SIZES.getFirst()) ? "" : "-" + size.width() + "x" + size.height());
        onScreen(() -> {
            if (workbench.model().theme().get() != theme) {
                workbench.model().switchTheme();
            }
            stage.setWidth(size.width());
            stage.setHeight(size.height());
            workbench.model().open(project);
            return true;
        });
        settle();
        for (Place place : Place.values()) {
            act(() -> workbench.model().place().set(place));
            save(place.name().toLowerCase(Locale.ROOT) + "-" + ending);
        }
        design(ending);
        runs(ending);
        compare(ending);
        errors(ending);
        program(ending);
        act(() -> {
            workbench.model().create(folder.resolve("scratch").resolve("empty-" + ending));
            workbench.model().open(folder);
        });
        save("first-start-" + ending);
        act(() -> List.copyOf(workbench.notices().shown()).forEach(workbench.notices()::close));
    }

    /** A run's tabs but the first, the page of a new run with and without a sweep, and the page of devices and engine. */
    private void runs(String ending) {
        act(() -> workbench.model().place().set(Place.RUNS));
        for (int tab = 1; tab < RUN_TABS.size(); tab++) {
            int shown = tab;
            act(() -> tabs("#run-tabs").ifPresent(t -> t.getSelectionModel().select(shown)));
            save("run-" + RUN_TABS.get(tab) + "-" + ending);
        }
        act(() -> tabs("#run-tabs").ifPresent(t -> t.getSelectionModel().select(0)));
        act(() -> workbench.runs().newRun());
        save("new-run-" + ending);
        press("#vary");
        press("#jump-sweep");
        save("new-sweep-" + ending);
        act(() -> workbench.runs().closeForm());
        press("#open-engine");
        save("engine-" + ending);
        press("#open-engine");
    }

    /** The pages of the program itself, with a line in the log for each level. */
    private void program(String ending) {
        var log = org.slf4j.LoggerFactory.getLogger(Pictures.class);
        log.info("What goes on is told like this");
        log.warn("What needs attention is told like this");
        log.error("What went wrong is told like this", new IllegalStateException("an example of an error"));
        act(() -> workbench.pages().toggleLog());
        act(() -> {
            if (workbench.scene().lookup("#log-list") instanceof ListView<?> lines) {
                lines.getSelectionModel().clearAndSelect(lines.getItems().size() - 1);
            }
        });
        save("log-" + ending);
        act(() -> workbench.pages().togglePreferences());
        save("preferences-" + ending);
        act(() -> workbench.pages().openAbout());
        save("about-" + ending);
        press("#close-about");
        act(() -> workbench.pages().openWelcome());
        save("welcome-" + ending);
        press("#welcome-paper");
        save("welcome-paper-" + ending);
        act(() -> workbench.model().go(Place.RUNS));
    }

    /** The views below the chart but the first. */
    private void compare(String ending) {
        act(() -> workbench.model().place().set(Place.COMPARE));
        for (String view : List.of("parallel", "time", "pair", "table")) {
            press("#tab-" + view);
            if (!view.equals("table")) {
                save("compare-" + view + "-" + ending);
            }
        }
    }

    /** The views of the errors of a run with a code beside one without, a wrong token selected. */
    private void errors(String ending) {
        act(() -> workbench.model().place().set(Place.ERRORS));
        act(() -> workbench.errors().runs().stream()
                .filter(r -> !Files.exists(r.run().codebook()))
                .findFirst()
                .ifPresent(r -> workbench.errors().second().set(Optional.of(r))));
        press("#errors-text-error-after");
        for (String view : List.of("bits", "tokens", "what-if", "pair", "ask", "text")) {
            press("#errors-tab-" + view);
            save("errors-" + view + "-" + ending);
        }
    }

    void press(String id) {
        act(() -> {
            if (workbench.scene().lookup(id) instanceof ButtonBase button) {
                button.fire();
            }
        });
    }

    /** The designer's tabs but the first, its gallery, and the guide beside it. */
    private void design(String ending) {
        act(() -> workbench.model().place().set(Place.DESIGN));
        TabPane tabs = onScreen(() -> tabs("#design-tabs").orElseThrow());
        for (Tab tab :
                onScreen(() -> List.copyOf(tabs.getTabs())).stream().skip(1).toList()) {
            act(() -> tabs.getSelectionModel().select(tab));
            save("design-" + String.valueOf(tab.getId()).replace("-tab", "") + "-" + ending);
        }
        act(() -> {
            tabs.getSelectionModel().selectFirst();
            workbench.guide().open("figures.md#minimum-distance");
        });
        save("guide-" + ending);
        act(() -> {
            workbench.guide().shown().set(false);
            if (workbench.scene().lookup("#field-family") instanceof Button family) {
                family.fire();
            }
        });
        save("gallery-" + ending);
        act(() -> workbench.design().closeGallery());
    }

    private Optional<TabPane> tabs(String id) {
        return Optional.ofNullable(workbench.scene().lookup(id))
                .filter(TabPane.class::isInstance)
                .map(TabPane.class::cast);
    }

    void act(Runnable action) {
        onScreen(() -> {
            action.run();
            return true;
        });
        settle();
    }

    Workbench workbench() {
        return workbench;
    }

    void tell(String line) {
        out.println(line);
    }

    void size(double width, double height) {
        act(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
        });
    }

    /** Waits for something that the toolkit brings about. */
    void until(Supplier<Boolean> there) {
        for (int i = 0; !onScreen(there); i++) {
            if (i > PATIENCE_SECONDS * 50) {
                throw new IllegalStateException("A picture could not be taken: nothing came to rest");
            }
            sleep(20);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle() {
        try {
            do {
                Thread.sleep(SETTLE_MILLIS);
            } while (onScreen(() -> !workbench.background().active().isEmpty()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void save(String name) {
        byte[] png = onScreen(() -> {
            WritableImage image = workbench.scene().snapshot(null);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("memory cannot fail", e);
            }
            return bytes.toByteArray();
        });
        Path file = folder.resolve(name + ".png");
        AtomicFiles.write(file, stream -> stream.write(png));
        out.println(file);
    }

    static <T> T onScreen(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("A picture could not be taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Nobody is there to answer. */
    private static final class NoDialogs implements Dialogs {
        @Override
        public Optional<Path> open(String title, String kinds, List<String> endings) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String title, String suggestion) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> folder(String title) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> newFolder(String title, String suggestion) {
            return Optional.empty();
        }

        @Override
        public boolean confirm(String title, String text, String yes) {
            return true;
        }
    }
}
