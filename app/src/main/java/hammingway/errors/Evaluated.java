package hammingway.errors;

import hammingway.base.AtomicFiles;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.errors.subject.RunChoice;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a project can be looked into.
 *
 * @param runs  with traces, in the order of their making
 * @param texts that runs were evaluated on beside the validation text
 */
record Evaluated(List<RunChoice> runs, List<String> texts) {
    static Evaluated of(Project project, Progress progress) {
        List<RunFolder> traced = new ArrayList<>();
        for (RunFolder run : project.runs()) {
            progress.check();
            if (Files.isDirectory(run.evaluation().resolve("traces"))) {
                traced.add(run);
            }
        }
        Map<String, Integer> named = new HashMap<>();
        Map<RunFolder, String> names = new HashMap<>();
        for (RunFolder run : traced) {
            progress.check();
            String name = name(run);
            names.put(run, name);
            named.merge(name, 1, Integer::sum);
        }
        List<RunChoice> runs = new ArrayList<>();
        for (RunFolder run : traced) {
            String name = names.getOrDefault(run, run.id());
            runs.add(new RunChoice(run, named.getOrDefault(name, 0) == 1 ? name : run.id()));
        }
        return new Evaluated(List.copyOf(runs), texts(project));
    }

    private static String name(RunFolder run) {
        try {
            return run.spec().name();
        } catch (WorkbenchException e) {
            return run.id(); // why it cannot be read is told when it is chosen
        }
    }

    private static List<String> texts(Project project) {
        Path folder = project.folder().resolve("texts");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(f -> String.valueOf(f.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", folder, e);
        }
    }

    /** The latest run with a codebook, which has most to show; else the latest. */
    Optional<RunChoice> suggested() {
        return runs.reversed().stream()
                .filter(r -> Files.exists(r.run().codebook()))
                .findFirst()
                .or(() -> runs.reversed().stream().findFirst());
    }
}
