package hammingway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.run.queue.Copies;
import hammingway.run.queue.Priority;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueState;
import hammingway.run.queue.RunQueue;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands that change a queue; whichever program works it sees the change at once. */
final class QueueEditing {
    private QueueEditing() {}

    /** What these commands have in common. */
    abstract static class Editing implements Callable<Integer> {
        @ParentCommand
        private QueueCommand parent;

        @Mixin
        private ProjectOption project;

        RunQueue queue(Project place) {
            return parent.queue(place);
        }

        Project open() {
            return project.open();
        }

        Integer edited(Project place, UnaryOperator<QueueState> change) {
            queue(place).edit(change);
            return listed(place);
        }

        Integer listed(Project place) {
            parent.list(place);
            return 0;
        }

        /** The id of a run that is queued. */
        String queued(Project place, String name) {
            String id = place.run(name).id();
            if (queue(place).look().rows().stream()
                    .noneMatch(r -> r.entry().run().equals(id))) {
                throw new WorkbenchException(
                        "The run " + id + " is not in the queue. hammingway queue add puts it there.");
            }
            return id;
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Queues runs: by name, by folder name, or by a specification file, which makes the run.")
    static final class Add extends Editing {
        @Parameters(paramLabel = "RUN", arity = "1..*", description = "Runs of the project, or specifications")
        private List<String> runs;

        @Option(names = "--priority", description = "high, normal or low (default normal)", defaultValue = "normal")
        private Priority priority;

        @Override
        public Integer call() {
            Project place = open();
            List<RunFolder> folders = runs.stream().map(r -> folder(place, r)).toList();
            for (RunFolder f : folders) {
                if (f.status().state() == RunStatus.State.FINISHED) {
                    throw new WorkbenchException("The run " + f.id()
                            + " is finished already. hammingway queue duplicate makes it anew with another seed.");
                }
            }
            RunQueue queue = queue(place);
            queue.add(folders);
            folders.forEach(f -> queue.edit(s -> s.prioritise(f.id(), priority)));
            return listed(place);
        }

        private static RunFolder folder(Project place, String name) {
            try {
                Path file = Path.of(name);
                if (name.endsWith(".json") && Files.isRegularFile(file)) {
                    JsonNode json = Json.read(file);
                    RunSpec spec = SpecCodec.read(RunSpec.class, json, file.toString());
                    return place.find(spec).orElseGet(() -> place.create(spec));
                }
            } catch (InvalidPathException e) {
                return place.run(name); // no file can have that name
            }
            return place.run(name);
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Takes runs out of the queue; the runs stay. One that is under way is not stopped.")
    static final class Remove extends Editing {
        @Parameters(paramLabel = "RUN", arity = "1..*", description = "Queued runs")
        private List<String> runs;

        @Override
        public Integer call() {
            Project place = open();
            Set<String> ids = runs.stream().map(r -> queued(place, r)).collect(Collectors.toSet());
            return edited(place, s -> s.remove(ids));
        }
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description = "Moves a run to a place among those that wait, or by up and down.")
    static final class Move extends Editing {
        @Parameters(index = "0", paramLabel = "RUN", description = "A run that waits")
        private String run;

        @Parameters(
                index = "1",
                paramLabel = "PLACE",
                description = "A place, 1 being the next to start; or up, or down")
        private String place;

        @Override
        public Integer call() {
            Project project = open();
            String id = queued(project, run);
            return switch (place) {
                case "up" -> edited(project, s -> s.step(id, -1));
                case "down" -> edited(project, s -> s.step(id, 1));
                default -> {
                    if (!place.matches("[1-9]\\d{0,6}")) {
                        throw new WorkbenchException(
                                "PLACE = " + place + ": allowed are up, down, and whole numbers from 1 on.");
                    }
                    yield edited(project, s -> s.place(id, Integer.parseInt(place)));
                }
            };
        }
    }

    @Command(name = "next", mixinStandardHelpOptions = true, description = "Puts a run before all others that wait.")
    static final class Next extends Editing {
        @Parameters(paramLabel = "RUN", description = "A queued run, or any other of the project")
        private String run;

        @Override
        public Integer call() {
            Project place = open();
            RunFolder folder = place.run(run);
            queue(place).add(List.of(folder));
            return edited(place, s -> s.next(folder.id()));
        }
    }

    @Command(
            name = "priority",
            mixinStandardHelpOptions = true,
            description = "Sets the priority of a run: high ones start first, low ones last.")
    static final class Prioritise extends Editing {
        @Parameters(index = "0", paramLabel = "RUN", description = "A queued run")
        private String run;

        @Parameters(index = "1", paramLabel = "PRIORITY", description = "high, normal or low")
        private Priority priority;

        @Override
        public Integer call() {
            Project place = open();
            String id = queued(place, run);
            return edited(place, s -> s.prioritise(id, priority));
        }
    }

    @Command(
            name = "duplicate",
            mixinStandardHelpOptions = true,
            description = "Makes a run like another with the next seed, and queues it.")
    static final class Duplicate extends Editing {
        @Parameters(paramLabel = "RUN", description = "A run of the project")
        private String run;

        @Override
        public Integer call() {
            Project place = open();
            queue(place).add(List.of(Copies.withNextSeed(place, place.run(run))));
            return listed(place);
        }
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description =
                    "Tries failed runs again from their last checkpoints: the named ones, or all that failed in the queue.")
    static final class Retry extends Editing {
        @Parameters(paramLabel = "RUN", arity = "0..*", description = "Runs; without any: all failed ones of the queue")
        private List<String> runs = new ArrayList<>();

        @Override
        public Integer call() {
            Project place = open();
            RunQueue queue = queue(place);
            List<RunFolder> again = runs.isEmpty()
                    ? queue.look().rows().stream()
                            .filter(r -> r.entry().state() == QueueEntry.State.FAILED)
                            .map(r -> r.run())
                            .toList()
                    : runs.stream().map(place::run).toList();
            for (RunFolder f : again) {
                if (!f.status().state().canStart()) {
                    throw new WorkbenchException("The run " + f.id() + " did not fail: it is finished or under way.");
                }
            }
            queue.add(again);
            return listed(place);
        }
    }

    @Command(
            name = "retries",
            mixinStandardHelpOptions = true,
            description =
                    "Sets how often a run that was killed or crashed is tried again by itself before the queue goes on without it.")
    static final class Retries extends Editing {
        @Parameters(paramLabel = "TIMES", description = "0 to 100")
        private int times;

        @Override
        public Integer call() {
            if (times < 0 || times > 100) {
                throw new WorkbenchException("TIMES = " + times + ": allowed are 0 to 100.");
            }
            return edited(open(), s -> s.withRetries(times));
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Starts no further run; what is being trained goes on.")
    static final class Pause extends Editing {
        @Override
        public Integer call() {
            return edited(open(), s -> s.withPaused(true));
        }
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets a paused queue go on.")
    static final class Resume extends Editing {
        @Override
        public Integer call() {
            return edited(open(), s -> s.withPaused(false));
        }
    }

    @Command(
            name = "clear",
            mixinStandardHelpOptions = true,
            description = "Takes all runs out that are not under way; the runs stay.")
    static final class Clear extends Editing {
        @Override
        public Integer call() {
            return edited(open(), QueueState::clear);
        }
    }
}
