package hammingway.design;

import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.run.Project;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A designer without a window, in a process that is killed: changes a draft, tells its codebook's hash, and waits for the end. */
final class UnsavedWorkProcess {
    private UnsavedWorkProcess() {}

    /** The toolkit's thread where there is none. */
    static final class Screen implements AutoCloseable {
        private final ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("screen").factory());
        private final Background background = new Background(
                new Notices() {
                    @Override
                    public void info(String text) {}

                    @Override
                    public void error(String text) {
                        throw new AssertionError(text);
                    }
                },
                this::execute);

        private void execute(Runnable task) {
            if (!thread.isShutdown()) {
                thread.execute(task);
            }
        }

        Background background() {
            return background;
        }

        <T> T on(java.util.concurrent.Callable<T> work) throws Exception {
            return thread.submit(work).get();
        }

        void run(Runnable work) throws Exception {
            thread.submit(work).get();
        }

        void until(java.util.concurrent.Callable<Boolean> condition) throws Exception {
            for (int i = 0; i < 1500; i++) {
                if (on(condition)) {
                    return;
                }
                Thread.sleep(20);
            }
            throw new AssertionError("it did not come true in half a minute");
        }

        @Override
        public void close() {
            background.close();
            thread.shutdownNow();
        }
    }

    public static void main(String[] args) throws Exception {
        Screen screen = new Screen();
        DesignViewModel model = screen.on(() -> new DesignViewModel(screen.background()));
        Project project = Project.open(Path.of(args[0]));
        screen.run(() -> model.project(project));
        screen.run(() -> {
            model.size("100");
            model.fields().stream()
                    .filter(f -> f.path().equals("family.randomBits"))
                    .findFirst()
                    .ifPresent(f -> model.set(f, "60"));
        });
        screen.until(() -> model.designProperty()
                .get()
                .filter(d -> d.codebook().length() == 67)
                .isPresent());
        screen.run(() -> {
            model.edit(new hammingway.design.book.BookEdit.Flip(3, 66));
            model.keeping().nameProperty().set("crashed");
            model.keeping().notesProperty().set("two\nlines");
        });
        screen.until(() -> model.designProperty()
                .get()
                .filter(d -> d.codebook().recipe().isEmpty())
                .isPresent());
        System.out.println(screen.on(
                () -> model.designProperty().get().orElseThrow().codebook().hash()));
        System.out.flush();
        Thread.sleep(600_000);
    }
}
