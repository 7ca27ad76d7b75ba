package hammingway.cli;

import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import hammingway.run.notes.RunNote;
import hammingway.run.notes.RunNotes;
import hammingway.run.notes.TagChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Commands on what people say of runs. */
final class NoteCommands {
    private NoteCommands() {}

    @Command(
            name = "note",
            mixinStandardHelpOptions = true,
            description = "Shows a run's note and tags, or gives it a note; an empty note removes it.")
    static final class Note implements Callable<Integer> {
        @ParentCommand
        private Main main;

        @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder in runs, or its name")
        private String run;

        @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "The note")
        private Optional<String> text = Optional.empty();

        @Mixin
        private ProjectOption project;

        @Override
        public Integer call() {
            Project place = project.open();
            String id = place.run(run).id();
            RunNotes notes = new RunNotes(place);
            Map<String, RunNote> now = text.isPresent() ? notes.note(List.of(id), text.get()) : notes.read();
            RunNote note = now.getOrDefault(id, RunNote.NONE);
            main.out().println(id + (note.tags().isEmpty() ? "" : " [" + String.join(", ", note.tags()) + "]"));
            if (!note.note().isEmpty()) {
                main.out().println(note.note());
            }
            return 0;
        }
    }

    /** A tag to remove begins with a minus, so there are no short options but {@code -p}, which stands alone. */
    @Command(name = "tag", description = "Adds tags to runs and removes them: tag RUN... +paper -draft.")
    static final class Tag implements Callable<Integer> {
        @ParentCommand
        private Main main;

        @Parameters(
                arity = "1..*",
                paramLabel = "RUN|+TAG|-TAG",
                description = "Runs, by folder or name, then tags to add (+tag) and to remove (-tag)")
        private List<String> words = new ArrayList<>();

        @Option(
                names = "--project",
                paramLabel = "FOLDER",
                description = "The project's folder, as -p. Default: as for runs")
        private Optional<Path> folder = Optional.empty();

        @Spec
        void spec(CommandSpec spec) {
            spec.parser().unmatchedOptionsArePositionalParams(true);
            spec.addOption(OptionSpec.builder("--help")
                    .usageHelp(true)
                    .description("Shows this")
                    .build());
        }

        @Override
        public Integer call() {
            int named = words.indexOf("-p");
            if (named >= 0 && named + 1 < words.size()) {
                folder = Optional.of(Path.of(words.remove(named + 1)));
                words.remove(named);
            }
            Project place = Project.open(folder.orElseGet(Project::defaultFolder));
            List<String> tags = words.stream().filter(w -> w.matches("[+-].*")).toList();
            Set<String> runs = new LinkedHashSet<>();
            words.stream()
                    .filter(w -> !tags.contains(w))
                    .forEach(w -> runs.add(place.run(w).id()));
            if (runs.isEmpty() || tags.isEmpty()) {
                throw new WorkbenchException(
                        "No " + (runs.isEmpty() ? "run" : "tag") + " is named. Write tag RUN... +paper -draft.");
            }
            Map<String, RunNote> now = new RunNotes(place).tag(runs, TagChange.parse(String.join(" ", tags)));
            runs.forEach(id -> main.out()
                    .println(id + " ["
                            + String.join(
                                    ", ", now.getOrDefault(id, RunNote.NONE).tags()) + "]"));
            return 0;
        }
    }
}
