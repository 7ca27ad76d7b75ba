package hammingway.run;

import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import hammingway.head.DecisionLayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the run of a project that a recipe names. A name means the folder of that name, or else all runs of that name, with
 * {@code seed N} after it or not. Of several the first in this order is taken: the same seed as the run that asks; the same backbone;
 * the same training; finished; the latest. It must be finished, and its data must be the very same.
 */
final class SourceRuns {
    private final Path project;
    private final String dataHash;
    private final Optional<RunSpec> asking;

    SourceRuns(Path project, String dataHash, Optional<RunSpec> asking) {
        this.project = project;
        this.dataHash = dataHash;
        this.asking = asking;
    }

    RunFolder softmax(String name) {
        return find(name, "softmax run", s -> s.head().layer() instanceof DecisionLayer.Softmax);
    }

    RunFolder any(String name) {
        return find(name, "run", s -> true);
    }

    private record Candidate(RunFolder run, RunSpec spec, boolean finished) {}

    private RunFolder find(String name, String kind, Predicate<RunSpec> wanted) {
        List<Candidate> found = new ArrayList<>();
        for (RunFolder run : Project.open(project).runs()) {
            RunSpec spec = run.spec();
            if (named(run, spec, name) && wanted.test(spec)) {
                found.add(new Candidate(run, spec, run.status().state() == RunStatus.State.FINISHED));
            }
        }
        Candidate best = found.reversed().stream()
                .max(preference())
                .orElseThrow(() -> new WorkbenchException("The codebook is learned from the " + kind + " \"" + name
                        + "\", but the project has none of that name. Do that run first, or name another."));
        if (!best.finished()) {
            throw new WorkbenchException("The codebook is learned from the " + kind + " \"" + name + "\", but "
                    + best.run().id() + " is not finished ("
                    + best.run().status().state().name().toLowerCase(java.util.Locale.ROOT)
                    + "). Finish it first, then continue this run.");
        }
        requireSameData(best.run());
        return best.run();
    }

    private static boolean named(RunFolder run, RunSpec spec, String name) {
        return run.id().equals(name) || spec.name().equals(name) || spec.name().equals(name + " seed " + spec.seed());
    }

    /** The best is the greatest; of equals {@code max} takes the first, which is the latest. */
    private Comparator<Candidate> preference() {
        return Comparator.<Candidate>comparingInt(
                        c -> same(asking.map(a -> a.seed() == c.spec().seed())))
                .thenComparingInt(
                        c -> same(asking.map(a -> a.backbone().equals(c.spec().backbone()))))
                .thenComparingInt(
                        c -> same(asking.map(a -> a.training().equals(c.spec().training()))))
                .thenComparingInt(c -> c.finished() ? 1 : 0);
    }

    private static int same(Optional<Boolean> equal) {
        return equal.orElse(false) ? 1 : 0;
    }

    private void requireSameData(RunFolder run) {
        Path environment = run.path().resolve("environment.json");
        String other = Files.exists(environment)
                ? Json.read(environment).path("dataSha256").asText()
                : "";
        if (!other.equals(dataHash)) {
            String differs = asking.map(a -> differences(a, run.spec())).orElse("the data");
            throw new WorkbenchException("The codebook is learned from the run " + run.id() + ", but " + differs
                    + " of that run differ (SHA-256 of the data " + shorten(other) + " there, " + shorten(dataHash)
                    + " here), so its rows belong to other tokens. Name a run on the same data, or do that run again.");
        }
    }

    private static String differences(RunSpec a, RunSpec b) {
        List<String> parts = new ArrayList<>();
        if (!a.vocabulary().equals(b.vocabulary())) {
            parts.add("vocabulary");
        }
        if (!a.data().equals(b.data())) {
            parts.add("data");
        }
        return parts.isEmpty() ? "the text files" : "the fields " + String.join(" and ", parts);
    }

    private static String shorten(String hash) {
        return hash.isEmpty() ? "unknown" : hash.substring(0, Math.min(8, hash.length()));
    }
}
