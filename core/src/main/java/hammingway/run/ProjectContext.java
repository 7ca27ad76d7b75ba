package hammingway.run;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.code.CodeContext;
import hammingway.code.Confusions;
import hammingway.code.EmbeddingSource;
import hammingway.code.Embeddings;
import hammingway.code.learn.Cooccurrence;
import hammingway.data.DataPreparation;
import hammingway.data.DataSpec;
import hammingway.data.PreparedData;
import hammingway.data.ProjectVocabularies;
import hammingway.math.FloatMatrix;
import hammingway.math.Npy;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a recipe of a codebook may draw on in a project: the vocabulary, the training text, finished runs and checkpoints. It remembers
 * what was drawn. Not thread-safe.
 */
public final class ProjectContext implements CodeContext {
    /** In the name of cached vectors; counts up when their making changes. */
    private static final int COOCCURRENCE_VERSION = 1;

    private final Path project;
    private final Path folder;
    private final Vocabulary words;
    private final Optional<PreparedData> prepared;
    private final Optional<RunSpec> asking;
    private final List<CodeSource> sources = new ArrayList<>();

    private ProjectContext(
            Path project, Path folder, Vocabulary words, Optional<PreparedData> prepared, Optional<RunSpec> asking) {
        this.project = project;
        this.folder = folder;
        this.words = words;
        this.prepared = prepared;
        this.asking = asking;
    }

    /**
     * Prepares the data, or finds them prepared.
     *
     * @param context length of windows; matters for padded data only
     */
    public static ProjectContext open(
            Project project, VocabularySpec vocabulary, DataSpec data, int context, Progress progress) {
        PreparedData prepared = DataPreparation.prepare(project.folder(), vocabulary, data, context, progress);
        return of(project.folder(), vocabulary, prepared, Optional.empty());
    }

    /**
     * The context of a vocabulary of the project, as it lies there.
     *
     * @param name folder in the project's vocabularies; may be left out where there is one only
     */
    public static ProjectContext ofVocabulary(Project project, Optional<String> name, Progress progress) {
        ProjectVocabularies all = project.vocabularies();
        List<String> known = all.names();
        String chosen = name.or(() -> known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty())
                .filter(known::contains)
                .orElseThrow(() -> new WorkbenchException(
                        known.isEmpty()
                                ? "The project " + project.folder()
                                        + " has no vocabulary yet. Add one with vocabulary add, do a run first, or name a run of it."
                                : name.map(n -> "The project has no vocabulary \"" + n + "\".")
                                                .orElse("The project has several vocabularies.")
                                        + " Name one of " + String.join(", ", known) + ", or a run."));
        Path folder = all.folder(chosen);
        Path file = folder.resolve("data.json");
        JsonNode data = Json.read(file).path("data");
        if (!data.isObject()) {
            return new ProjectContext(project.folder(), folder, all.read(chosen), Optional.empty(), Optional.empty());
        }
        if (SpecCodec.read(DataSpec.class, data, file + ", data").packing() == DataSpec.Packing.PADDED) {
            throw new WorkbenchException("The data of " + chosen
                    + " are padded to the length of a run's windows. Name a run with this vocabulary instead.");
        }
        progress.check();
        PreparedData prepared = DataPreparation.open(folder);
        return new ProjectContext(
                project.folder(), folder, prepared.vocabulary(), Optional.of(prepared), Optional.empty());
    }

    /** The context that a run's own codebook is made in. */
    public static ProjectContext of(RunFolder run, Progress progress) {
        RunSpec spec = run.spec();
        return of(
                run,
                DataPreparation.prepare(
                        run.project(),
                        spec.vocabulary(),
                        spec.data(),
                        spec.backbone().context(),
                        progress));
    }

    static ProjectContext of(RunFolder run, PreparedData data) {
        RunSpec spec = run.spec();
        return of(run.project(), spec.vocabulary(), data, Optional.of(spec));
    }

    private static ProjectContext of(
            Path project, VocabularySpec vocabulary, PreparedData data, Optional<RunSpec> asking) {
        Path folder = DataPreparation.folder(project, vocabulary, data.hash());
        return new ProjectContext(project, folder, data.vocabulary(), Optional.of(data), asking);
    }

    /** The text, where the vocabulary has one. */
    private PreparedData data(String what) {
        return prepared.orElseThrow(() -> new WorkbenchException("The recipe asks for " + what
                + ", which need a text, and the vocabulary " + folder.getFileName()
                + " was added without one. Count a text with its tokenizer (vocabulary add TEXT --tokenizer "
                + folder.getFileName() + "), or take vectors from a checkpoint."));
    }

    @Override
    public int size() {
        return words.size();
    }

    @Override
    public Path base() {
        return project;
    }

    @Override
    public Optional<Vocabulary> vocabulary() {
        return Optional.of(words);
    }

    /** What was drawn so far, in order. */
    public List<CodeSource> sources() {
        return List.copyOf(sources);
    }

    private void drawn(CodeSource source) {
        if (!sources.contains(source)) {
            sources.add(source);
        }
    }

    @Override
    public Confusions confusions(String run) {
        RunFolder found = new SourceRuns(
                        project,
                        data("the confusions of the run \"" + run + "\"").hash(),
                        asking)
                .any(run);
        Path file = found.evaluation().resolve("confusions.csv");
        if (!Files.exists(file)) {
            throw new WorkbenchException(
                    "The run " + found.id()
                            + " has no evaluation/confusions.csv: it was evaluated without traces. Set evaluation.traces = true and run it again.");
        }
        drawn(new CodeSource("confusions", found.id(), found.spec().hash()));
        return Confusions.read(file, size());
    }

    @Override
    public Embeddings embeddings(EmbeddingSource source, Progress progress) {
        return switch (source) {
            case EmbeddingSource.Cooccurrence c -> cooccurrence(c.dimensions(), progress);
            case EmbeddingSource.SoftmaxRun s -> softmaxRows(s.run());
            case EmbeddingSource.Checkpoint c ->
                checkpoint(UserPath.resolve(project, c.folder(), "source.folder"), c.tensor());
        };
    }

    /** Vectors from the training ids alone; kept beside the data, under a name that tells their making. */
    private Embeddings cooccurrence(int dimensions, Progress progress) {
        if (dimensions > size()) {
            throw new WorkbenchException("source.dimensions = " + dimensions + ": a vocabulary of " + size()
                    + " tokens has at most as many. Use fewer dimensions.");
        }
        PreparedData data = data("vectors of the tokens' company in the text");
        Path file = folder.resolve("cooccurrence-v" + COOCCURRENCE_VERSION + "-" + dimensions + ".npy");
        drawn(new CodeSource("cooccurrence", String.valueOf(folder.getFileName()), data.hash()));
        if (Files.exists(file)) {
            return Embeddings.of(read(file, size(), dimensions));
        }
        int row = switch (data.packing()) {
            case STREAM -> Integer.MAX_VALUE;
            case PADDED -> data.context() + 1;
        };
        FloatMatrix made = Cooccurrence.embeddings(
                data.training()::get, data.training().length(), row, size(), dimensions, progress);
        AtomicFiles.write(file, out -> Npy.writeFloats(out, made.values(), size(), dimensions));
        return Embeddings.of(made);
    }

    private static FloatMatrix read(Path file, int rows, int columns) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            Npy header = Npy.header(file, bytes, bytes.remaining());
            if (!header.shape().equals(List.of(rows, columns))) {
                throw new FileFormatException(
                        file,
                        "shape",
                        header.shape().toString(),
                        "It must be (" + rows + ", " + columns + "); delete the file, it is made again.");
            }
            return new FloatMatrix(rows, columns, header.floats(file, bytes));
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the vectors", file, e);
        }
    }

    private Embeddings softmaxRows(String name) {
        RunFolder run = new SourceRuns(
                        project,
                        data("the softmax rows of the run \"" + name + "\"").hash(),
                        asking)
                .softmax(name);
        List<Path> checkpoints = run.checkpoints();
        if (checkpoints.isEmpty()) {
            throw new WorkbenchException(
                    "The run " + run.id() + " has no checkpoint any more, so its softmax rows are lost."
                            + " Restore its checkpoints folder, or do that run again.");
        }
        FloatMatrix rows = TokenTensor.ofRun(checkpoints.getLast().resolve("model.safetensors"), size());
        drawn(new CodeSource("softmax-run", run.id(), run.spec().hash()));
        return Embeddings.of(rows);
    }

    private Embeddings checkpoint(Path checkpoint, String tensor) {
        TokenTensor found = TokenTensor.ofCheckpoint(checkpoint, tensor, words);
        drawn(new CodeSource("checkpoint", checkpoint + ", " + found.name(), found.sha256()));
        return Embeddings.of(found.rows());
    }
}
