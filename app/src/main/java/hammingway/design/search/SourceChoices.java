package hammingway.design.search;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.EmbeddingSource;
import hammingway.data.DataSpec;
import hammingway.eval.EvaluationResult;
import hammingway.head.DecisionLayer;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.RunStatus;
import hammingway.vocab.VocabularySpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What of a project an assignment can draw on.
 *
 * @param vocabulary whether the tokens have texts and counts
 * @param vectors    where vectors of tokens can come from; none without a vocabulary
 * @param confused   runs whose confusions are known, the latest first
 */
record SourceChoices(boolean vocabulary, List<Vectors> vectors, List<Run> confused) {
    static final SourceChoices NONE = new SourceChoices(false, List.of(), List.of());

    private static final int DIMENSIONS = 128;

    /** A source of vectors. */
    record Vectors(EmbeddingSource source, String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A finished run with the same tokens.
     *
     * @param bitError share of bits that it decided wrong, where it has a code
     */
    record Run(String id, String name, OptionalDouble bitError) {
        @Override
        public String toString() {
            return name;
        }
    }

    SourceChoices {
        vectors = List.copyOf(vectors);
        confused = List.copyOf(confused);
    }

    /**
     * Reads the project's runs.
     *
     * @param folder of the vocabulary; empty where there is none
     * @param tokens V
     */
    static SourceChoices of(Optional<Project> project, String folder, int tokens, Progress progress) {
        if (project.isEmpty() || folder.isEmpty()) {
            return NONE;
        }
        Path file =
                project.get().folder().resolve("vocabularies").resolve(folder).resolve("data.json");
        JsonNode facts = Json.read(file);
        VocabularySpec words = SpecCodec.read(VocabularySpec.class, facts.path("vocabulary"), file + ", vocabulary");
        DataSpec data = SpecCodec.read(DataSpec.class, facts.path("data"), file + ", data");
        List<Vectors> vectors = new ArrayList<>();
        vectors.add(new Vectors(
                new EmbeddingSource.Cooccurrence(Math.min(DIMENSIONS, tokens)), "which tokens stand beside which"));
        List<Run> confused = new ArrayList<>();
        for (RunFolder run : project.get().runs().reversed()) {
            progress.check();
            Optional<RunSpec> spec = fitting(run, words, data);
            if (spec.isEmpty()) {
                continue;
            }
            String name = spec.get().name();
            if (Files.isRegularFile(run.evaluation().resolve("confusions.csv"))) {
                confused.add(new Run(run.id(), name, bitError(run)));
            }
            if (spec.get().head().layer() instanceof DecisionLayer.Softmax
                    && !run.checkpoints().isEmpty()) {
                vectors.add(new Vectors(new EmbeddingSource.SoftmaxRun(run.id()), "rows of the softmax of " + name));
            }
        }
        return new SourceChoices(true, vectors, confused);
    }

    /** Figures that cannot be read are told where runs are compared. */
    private static OptionalDouble bitError(RunFolder run) {
        try {
            return SpecCodec.read(EvaluationResult.class, run.evaluation().resolve("metrics.json"))
                    .bits()
                    .map(b -> OptionalDouble.of(1 - b.accuracy()))
                    .orElseGet(OptionalDouble::empty);
        } catch (WorkbenchException e) {
            return OptionalDouble.empty();
        }
    }

    /** The specification of a finished run with these tokens; a run that cannot be read is none. */
    private static Optional<RunSpec> fitting(RunFolder run, VocabularySpec words, DataSpec data) {
        try {
            RunSpec spec = run.spec();
            boolean same = spec.vocabulary().equals(words) && spec.data().equals(data);
            return same && run.status().state() == RunStatus.State.FINISHED ? Optional.of(spec) : Optional.empty();
        } catch (WorkbenchException unused) {
            return Optional.empty();
        }
    }
}
