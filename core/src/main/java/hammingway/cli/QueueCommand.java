package hammingway.cli;

import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.run.LocalLauncher;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunStatus;
import hammingway.run.diagnosis.Clues;
import hammingway.run.diagnosis.Diagnoses;
import hammingway.run.diagnosis.Diagnosis;
import hammingway.run.diagnosis.Remedies;
import hammingway.run.diagnosis.Remedy;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueLook;
import hammingway.run.queue.RunQueue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows the queue, works it, and tells why runs ended. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Shows, changes and works the queue of a project, and tells why runs ended.",
        subcommands = {
            QueueCommand.Listing.class,
            QueueEditing.Add.class,
            QueueEditing.Remove.class,
            QueueEditing.Move.class,
            QueueEditing.Next.class,
            QueueEditing.Prioritise.class,
            QueueEditing.Duplicate.class,
            QueueEditing.Retry.class,
            QueueEditing.Retries.class,
            QueueEditing.Pause.class,
            QueueEditing.Resume.class,
            QueueEditing.Clear.class,
            QueueCommand.Work.class,
            QueueCommand.Why.class,
            QueueCommand.Mend.class
        })
final class QueueCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 250;

    @ParentCommand
    private Main main;

    /** The project's queue; what was wrong with its file is told. */
    RunQueue queue(Project project) {
        RunQueue queue = new RunQueue(project, new LocalLauncher());
        queue.setAsideIfDamaged().ifPresent(main.out()::println);
        return queue;
    }

    Main main() {
        return main;
    }

    @Override
    public Integer call() {
        main.out()
                .println(
                        "queue list, add, remove, move, next, priority, duplicate, retry, retries, pause, resume, clear, work, why or mend;"
                                + " --help tells more.");
        return 2;
    }

    void list(Project project) {
        QueueLook look = queue(project).look();
        if (look.rows().isEmpty()) {
            main.out().println("The queue is empty.");
        }
        for (QueueLook.Row row : look.rows()) {
            main.out()
                    .printf(
                            Locale.ROOT,
                            "%3s %-8s %-7s %-6s %s%s%n",
                            row.place() == 0 ? "" : row.place() + ".",
                            word(row),
                            SpecCodec.kebab(row.entry().priority().name()),
                            row.entry().device(),
                            row.run().id(),
                            row.waitsFor().map(w -> " (after " + w + ")").orElse(""));
            if (!row.entry().reason().isEmpty()) {
                main.out().println("      " + row.entry().reason().replace("\n", "\n      "));
            }
        }
        if (look.paused()) {
            main.out().println("Paused: no further run starts until hammingway queue resume.");
        }
        boolean waits = look.count(QueueEntry.State.WAITING) > 0;
        if (look.worker().isPresent()) {
            main.out().println("Process " + look.worker().getAsLong() + " moves the queue on.");
        } else if (waits) {
            main.out().println("No program moves the queue on: hammingway queue work does, and so does the window.");
        }
    }

    private static String word(QueueLook.Row row) {
        return switch (row.entry().state()) {
            case WAITING -> "waiting";
            case STARTED -> "started";
            case FAILED -> "failed";
        };
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the queue: what is under way, what waits in which order, what failed and why.")
    static final class Listing implements Callable<Integer> {
        @ParentCommand
        private QueueCommand queue;

        @Mixin
        private ProjectOption project;

        @Override
        public Integer call() {
            queue.list(project.open());
            return 0;
        }
    }

    @Command(
            name = "work",
            mixinStandardHelpOptions = true,
            description =
                    "Works the queue until nothing waits any more, one run at a time on each device. What is left goes on with the same command.")
    static final class Work implements Callable<Integer> {
        @ParentCommand
        private QueueCommand parent;

        @Mixin
        private ProjectOption project;

        private int failures;

        @Override
        public Integer call() throws InterruptedException {
            Main main = parent.main();
            try (RunQueue queue = parent.queue(project.open());
                    LiveLine line = new LiveLine(main.out())) {
                queue.goOn();
                Following following = new Following(main, line);
                while (true) {
                    queue.advance().forEach(following::told);
                    QueueLook look = queue.look();
                    following.show(look);
                    boolean waits = look.count(QueueEntry.State.WAITING) > 0 && !look.paused();
                    if (look.count(QueueEntry.State.STARTED) == 0 && !waits) {
                        failures = following.problems();
                        following.end(look);
                        break;
                    }
                    Thread.sleep(POLL_MILLIS);
                }
            }
            return failures == 0 ? 0 : 1;
        }
    }

    /** Says what changes from look to look. */
    private static final class Following {
        private final Main main;
        private final LiveLine line;
        private List<String> started = List.of();
        private int problems;
        private boolean followsAnother;

        Following(Main main, LiveLine line) {
            this.main = main;
            this.line = line;
        }

        int problems() {
            return problems;
        }

        private void say(String text) {
            line.close();
            main.out().println(text);
        }

        void told(String problem) {
            problems++;
            say(problem);
        }

        void show(QueueLook look) {
            if (look.worker().isPresent() && !followsAnother) {
                say("Process " + look.worker().getAsLong() + " moves the queue on; it is followed here.");
            }
            followsAnother = look.worker().isPresent();
            List<QueueLook.Row> now = look.rows().stream()
                    .filter(r -> r.entry().state() == QueueEntry.State.STARTED)
                    .toList();
            List<String> names = now.stream().map(QueueLook.Row::name).toList();
            names.stream()
                    .filter(n -> !started.contains(n))
                    .forEach(n -> say(n + " begins; " + look.count(QueueEntry.State.WAITING) + " wait"));
            started = names;
            for (QueueLook.Row row : now) {
                row.steps()
                        .ifPresent(s -> line.update(
                                s.total() == 0 ? 0 : (double) s.done() / s.total(),
                                row.name() + ": step " + s.done() + " of " + s.total()));
            }
        }

        void end(QueueLook look) {
            long failed = look.count(QueueEntry.State.FAILED);
            say(
                    look.paused() && look.count(QueueEntry.State.WAITING) > 0
                            ? "The queue is paused, and nothing is under way. hammingway queue resume lets it go on."
                            : "Nothing waits any more."
                                    + (failed == 0
                                            ? ""
                                            : " Failed: " + failed
                                                    + "; hammingway queue list tells why, queue retry tries again."));
        }
    }

    @Command(
            name = "why",
            mixinStandardHelpOptions = true,
            description = "Tells why a run did not finish, and what can be done.")
    static final class Why implements Callable<Integer> {
        @ParentCommand
        private QueueCommand parent;

        @Mixin
        private ProjectOption project;

        @Parameters(paramLabel = "RUN", description = "The run's folder name, or its name")
        private String run;

        @Override
        public Integer call() {
            Project place = project.open();
            RunFolder folder = place.run(run);
            RunStatus status = folder.status();
            Optional<Diagnosis> diagnosis = Diagnoses.of(folder, status, Clues.NONE);
            if (diagnosis.isEmpty()) {
                parent.main()
                        .out()
                        .println(folder.id() + " has no trouble: it is "
                                + status.state().name().toLowerCase(Locale.ROOT) + ".");
                return 0;
            }
            parent.main()
                    .out()
                    .println(diagnosis.get().title() + ". " + diagnosis.get().sentence());
            List<Remedy> all = new Remedies(place).of(folder, status, diagnosis.get());
            for (int i = 0; i < all.size(); i++) {
                parent.main()
                        .out()
                        .println((i + 1) + ". " + all.get(i).title() + ": "
                                + all.get(i).effect());
            }
            parent.main().out().println("hammingway queue mend RUN NUMBER does one of these and queues the run.");
            return 0;
        }
    }

    @Command(
            name = "mend",
            mixinStandardHelpOptions = true,
            description = "Does what \"queue why\" offers about a run, and queues the run.")
    static final class Mend implements Callable<Integer> {
        @ParentCommand
        private QueueCommand parent;

        @Mixin
        private ProjectOption project;

        @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder name, or its name")
        private String run;

        @Parameters(index = "1", paramLabel = "NUMBER", description = "The offer's number")
        private int number;

        @Override
        public Integer call() {
            Project place = project.open();
            RunFolder folder = place.run(run);
            RunStatus status = folder.status();
            Remedies remedies = new Remedies(place);
            List<Remedy> all = Diagnoses.of(folder, status, Clues.NONE)
                    .map(d -> remedies.of(folder, status, d))
                    .orElse(List.of());
            if (number < 1 || number > all.size()) {
                throw new WorkbenchException("There is no offer " + number + " about " + folder.id() + ": "
                        + (all.isEmpty()
                                ? "it has no trouble."
                                : "there are 1 to " + all.size() + "; queue why lists them."));
            }
            RunFolder queued = remedies.apply(folder, all.get(number - 1));
            parent.queue(place).add(List.of(queued));
            parent.main().out().println("Queued " + queued.id() + ".");
            return 0;
        }
    }
}
