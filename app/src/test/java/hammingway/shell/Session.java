package hammingway.shell;

import hammingway.base.WorkbenchException;
import hammingway.design.DesignViewModel;
import hammingway.fx.Background;
import hammingway.settings.PreferencesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.Stage;

/** A whole window with a project of its own in which no run is started, for tests that live in it for a while. */
final class Session implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    final Path folder;
    final Stage stage;
    final Workbench workbench;

    /** What nobody caught. */
    final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();

    Session(double width, double height) {
        try {
            folder = Files.createTempDirectory("session");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        stage = onScreen(Stage::new);
        workbench = onScreen(() -> {
            Workbench made = new Workbench(
                    stage,
                    new Answers(),
                    run -> {
                        throw new WorkbenchException("No run is started here.");
                    },
                    new PreferencesFile(folder.resolve("preferences.json")));
            Thread.setDefaultUncaughtExceptionHandler(Pictures.withoutScreen((thread, e) -> {
                e.printStackTrace();
                faults.add(e);
            }));
            made.show(Optional.of(folder.resolve("project")));
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            stage.toFront(); // windows of other tests may lie there
            stage.requestFocus();
            made.model().place().set(WorkbenchViewModel.Place.DESIGN);
            return made;
        });
        until(() ->
                workbench.model().project().get().isPresent() && design().hash().isPresent());
    }

    DesignViewModel design() {
        return workbench.design();
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
        return result.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    static void act(Runnable work) {
        onScreen(() -> {
            work.run();
            return true;
        });
    }

    void until(BooleanSupplier reached) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!onScreen(reached::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not reached within " + PATIENCE_SECONDS + " s; " + onScreen(this::told));
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private String told() {
        return "under way: "
                + workbench.background().active().stream()
                        .map(Background.Job::title)
                        .toList()
                + ", notices: " + workbench.notices().shown() + ", project: "
                + workbench.model().project().get().isPresent() + ", codebook: "
                + design().hash().isPresent() + ", marked: "
                + workbench.scene().getRoot().lookupAll(".problem") + ", not caught: " + faults;
    }

    /** Nothing is under way any more. */
    void settle() {
        until(() -> !design().busyProperty().get()
                && workbench.background().active().isEmpty());
    }

    @Override
    public void close() {
        act(() -> {
            stage.hide();
            workbench.close();
        });
        Thread.setDefaultUncaughtExceptionHandler(null);
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Closes every question without an answer. */
    private static final class Answers implements Dialogs {
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
            return false;
        }
    }
}
