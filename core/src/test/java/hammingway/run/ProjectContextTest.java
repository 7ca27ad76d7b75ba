package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.CodebookFiles;
import hammingway.code.EmbeddingSource;
import hammingway.code.Embeddings;
import hammingway.code.RankAssignment;
import hammingway.code.SearchedAssignment;
import hammingway.math.BitMatrix;
import hammingway.torch.Safetensors;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codebooks made from the data, the runs and the checkpoints of a project. */
class ProjectContextTest {
    private static final String[] SOFTMAX = {
        "name",
        "softmax",
        "codebook",
        "null",
        "head.layer",
        "{\"type\":\"softmax\"}",
        "head.loss",
        "{\"type\":\"cross-entropy\"}",
        "training.steps",
        "6"
    };

    @TempDir
    Path folder;

    private Project project;

    @BeforeEach
    void open() {
        project = Project.openOrCreate(folder, "test");
    }

    private static RunSpec learned(String run, long seed) {
        return Runs.spec(
                "name",
                "learned",
                "seed",
                "" + seed,
                "training.steps",
                "6",
                "codebook.family",
                "{\"type\":\"itq\",\"bits\":12,\"source\":{\"type\":\"softmax-run\",\"run\":\"" + run + "\"}}");
    }

    private ProjectContext context() {
        RunSpec spec = Runs.spec();
        return ProjectContext.open(project, spec.vocabulary(), spec.data(), 16, Progress.NONE);
    }

    @Test
    void aCodeIsLearnedFromTheSoftmaxRunOfItsOwnSeedAndSaysSo() throws Exception {
        RunFolder first = project.create(Runs.spec(SOFTMAX));
        RunFolder second = project.create(Runs.spec(SOFTMAX).withSeed(2).withName("softmax seed 2"));
        for (RunFolder run : List.of(first, second)) {
            assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
        }
        RunFolder ofSecond = project.create(learned("softmax", 2));
        RunFolder ofFirst = project.create(learned("softmax", 1));
        RunFolder ofNone = project.create(learned("softmax", 3));
        for (RunFolder run : List.of(ofSecond, ofFirst, ofNone)) {
            assertThat(Runs.carryOut(run)).as(Runs.text(run.log())).isZero();
        }
        assertThat(source(ofFirst))
                .isEqualTo(
                        new CodeSource("softmax-run", first.id(), first.spec().hash()));
        assertThat(source(ofSecond))
                .isEqualTo(
                        new CodeSource("softmax-run", second.id(), second.spec().hash()));
        assertThat(source(ofNone).name()).as("the latest").isEqualTo(second.id());
        assertThat(CodebookFiles.read(ofFirst.codebook()).hash())
                .isNotEqualTo(CodebookFiles.read(ofSecond.codebook()).hash());

        Embeddings rows = ProjectContext.of(ofFirst, Progress.NONE)
                .embeddings(new EmbeddingSource.SoftmaxRun(second.id()), Progress.NONE);
        try (Safetensors weights =
                Safetensors.open(second.checkpoints().getLast().resolve("model.safetensors"))) {
            assertThat(rows.values()).isEqualTo(weights.tensor("head.weight").values());
        }
        assertThat(ProjectContext.of(ofFirst, Progress.NONE)
                        .confusions("softmax")
                        .pairs())
                .isNotEmpty();
        hammingway.train.Checkpoint.delete(first.path().resolve("checkpoints"));
        assertThatThrownBy(() -> ProjectContext.of(ofFirst, Progress.NONE)
                        .embeddings(new EmbeddingSource.SoftmaxRun("softmax"), Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining(first.id() + " has no checkpoint any more");
    }

    private static CodeSource source(RunFolder run) {
        var all = SpecCodec.read(CodeSource.All.class, run.path().resolve("codebook-sources.json"));
        assertThat(Json.read(run.path().resolve("environment.json")).path("codebookSources"))
                .isEqualTo(SpecCodec.write(all).path("sources"));
        return all.sources().getFirst();
    }

    @Test
    void tellsWhichRunIsMissingOrUnfinishedOrOnOtherData() throws Exception {
        RunFolder run = project.create(learned("softmax", 1));
        assertThat(Runs.carryOut(run)).isEqualTo(1);
        assertThat(run.reason())
                .contains("failed, The codebook is learned from the softmax run \"softmax\", but the project has none");
        RunFolder softmax = project.create(Runs.spec(SOFTMAX).withSeed(7));
        assertThat(Runs.carryOut(run)).isEqualTo(1);
        assertThat(run.reason()).contains(softmax.id() + " is not finished (waiting). Finish it first");
        assertThat(Runs.text(run.log())).doesNotContain("\tat ");

        String[] other = Arrays.copyOf(SOFTMAX, SOFTMAX.length + 2);
        other[SOFTMAX.length] = "data.source.seed";
        other[SOFTMAX.length + 1] = "5";
        RunFolder elsewhere = project.create(Runs.spec(other));
        assertThat(Runs.carryOut(elsewhere)).as(Runs.text(elsewhere.log())).isZero();
        assertThat(Runs.carryOut(run)).isEqualTo(1);
        assertThat(run.reason()).contains("the fields data of that run differ").contains("Name a run on the same data");
    }

    @Test
    void cooccurrenceIsMadeOnceAndKept() {
        ProjectContext context = context();
        Embeddings made = context.embeddings(new EmbeddingSource.Cooccurrence(12), Progress.NONE);
        assertThat(made.rows()).isEqualTo(300);
        assertThat(made.columns()).isEqualTo(12);
        List<Path> kept = Runs.files(folder).stream()
                .filter(f -> f.toString().endsWith("cooccurrence-v1-12.npy"))
                .toList();
        assertThat(kept).hasSize(1);
        assertThat(context()
                        .embeddings(new EmbeddingSource.Cooccurrence(12), Progress.NONE)
                        .values())
                .isEqualTo(made.values());
        assertThat(context.sources()).extracting(CodeSource::kind).containsExactly("cooccurrence");
        assertThatThrownBy(() -> context.embeddings(new EmbeddingSource.Cooccurrence(301), Progress.NONE))
                .hasMessageContaining("source.dimensions = 301");
    }

    @Test
    void rowsOfACheckpointAreThoseOfTheTokenizersIds() {
        ProjectContext context = context();
        Vocabulary vocabulary = context.vocabulary().orElseThrow();
        int tokens = vocabulary.tokenizerSize();
        float[] values = new float[(tokens + 3) * 2]; // three rows of padding, as OPT has
        for (int t = 0; t < tokens + 3; t++) {
            values[2 * t] = t;
            values[2 * t + 1] = -t;
        }
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(
                file,
                Map.of("model.embed_tokens.weight", new Safetensors.Tensor(new long[] {tokens + 3, 2}, values)),
                Map.of());
        Embeddings rows = context.embeddings(new EmbeddingSource.Checkpoint("model.safetensors", ""), Progress.NONE);
        int[] ids = vocabulary.map(IntStream.range(0, tokens).toArray());
        for (int t = 0; t < tokens; t++) {
            assertThat(rows.get(ids[t], 0)).isEqualTo(t);
        }
        assertThat(context.sources().getFirst().name()).endsWith("model.embed_tokens.weight");
        assertThatThrownBy(() ->
                        context.embeddings(new EmbeddingSource.Checkpoint("model.safetensors", "wte"), Progress.NONE))
                .hasMessageContaining("tensor \"wte\"");
        Safetensors.write(file, Map.of("x", new Safetensors.Tensor(new long[] {2, 2}, new float[4])), Map.of());
        assertThatThrownBy(() ->
                        context.embeddings(new EmbeddingSource.Checkpoint("model.safetensors", ""), Progress.NONE))
                .hasMessageContaining("none of the tensors lm_head.weight")
                .hasMessageContaining("it has x");
        assertThatThrownBy(() ->
                        context.embeddings(new EmbeddingSource.Checkpoint("model.safetensors", "x"), Progress.NONE))
                .hasMessageContaining("shape [2, 2]")
                .hasMessageContaining(tokens + " tokens");
    }

    @Test
    void assignmentsUseTextsAndCounts() {
        ProjectContext context = context();
        BitMatrix codewords = new CodeFamily.NaturalBinary().codewords(context, 1, Progress.NONE);
        int[] order = new RankAssignment.Lexicographic().order(codewords, context, 1, Progress.NONE);
        Vocabulary vocabulary = context.vocabulary().orElseThrow();
        int[] tokens = new int[order.length];
        IntStream.range(0, order.length).forEach(v -> tokens[order[v]] = v);
        for (int i = 1; i < tokens.length; i++) {
            assertThat(Arrays.compareUnsigned(vocabulary.bytes(tokens[i - 1]), vocabulary.bytes(tokens[i])))
                    .isNotPositive();
        }
        var balance = new SearchedAssignment.ColumnBalance(new Assignment.Identity(), 20_000)
                .improve(codewords, context, 1, Progress.NONE);
        assertThat(balance.swaps()).isPositive();
        assertThat(balance.after().weightedImbalance())
                .isLessThan(balance.before().weightedImbalance() / 2);
        assertThat(balance.after().bitEntropy()).isGreaterThan(balance.before().bitEntropy());
    }
}
