package hammingway.design.book;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.CodeContext;
import hammingway.code.Confusions;
import hammingway.code.EmbeddingSource;
import hammingway.code.Embeddings;
import hammingway.data.DataSpec;
import hammingway.run.CodeSource;
import hammingway.run.Project;
import hammingway.run.ProjectContext;
import hammingway.run.RunSpec;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a recipe may draw on in the designer. The project's data are opened when they are asked for: most recipes need none. Used by one
 * thread, once.
 */
public final class DesignContext implements CodeContext {
    private final int size;
    private final Optional<Project> project;
    private final String folder;
    private final Optional<Vocabulary> vocabulary;
    private final Progress progress;
    private Optional<ProjectContext> opened = Optional.empty();
    private boolean drawn;

    /** @param folder of the vocabulary; empty where there is none */
    public DesignContext(
            int size, Optional<Project> project, String folder, Optional<Vocabulary> vocabulary, Progress progress) {
        this.size = size;
        this.project = project;
        this.folder = folder;
        this.vocabulary = vocabulary;
        this.progress = progress;
    }

    /** Whether the recipe asked for more than a number of tokens: such a codebook is not made outside the project. */
    public boolean drawn() {
        return drawn;
    }

    /** What of the project was drawn, for the file that the codebook is kept in. */
    public List<CodeSource> sources() {
        return opened.map(ProjectContext::sources).orElse(List.of());
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Path base() {
        return project.map(Project::folder).orElse(Path.of(""));
    }

    @Override
    public Optional<Vocabulary> vocabulary() {
        drawn = true;
        return vocabulary;
    }

    @Override
    public Embeddings embeddings(EmbeddingSource source, Progress at) {
        drawn = true;
        return inProject("vectors of the tokens (" + source.label() + ")").embeddings(source, at);
    }

    @Override
    public Confusions confusions(String run) {
        drawn = true;
        return inProject("the confusions of the run \u201C" + run + "\u201D").confusions(run);
    }

    private ProjectContext inProject(String what) {
        if (project.isEmpty() || folder.isEmpty()) {
            throw new WorkbenchException("The recipe asks for " + what
                    + ", which need a vocabulary with its text. Choose a vocabulary of the project above;"
                    + " a run with that vocabulary prepares one.");
        }
        if (opened.isEmpty()) {
            opened = Optional.of(open(project.get()));
        }
        return opened.get();
    }

    private ProjectContext open(Project in) {
        Path facts = in.folder().resolve("vocabularies").resolve(folder).resolve("data.json");
        var node = Json.read(facts);
        if (!node.path("data").path("packing").asText().equals("padded")) {
            return sized(ProjectContext.ofVocabulary(in, Optional.of(folder), progress));
        }
        VocabularySpec words = SpecCodec.read(VocabularySpec.class, node.path("vocabulary"), facts + ", vocabulary");
        DataSpec data = SpecCodec.read(DataSpec.class, node.path("data"), facts + ", data");
        return sized(ProjectContext.open(in, words, data, window(in, words, data), progress));
    }

    private ProjectContext sized(ProjectContext context) {
        if (context.size() != size) {
            throw new WorkbenchException("The text of the vocabulary " + folder
                    + " has changed since it was prepared: it gives " + context.size() + " tokens now, not " + size
                    + ". Choose the newer vocabulary above.");
        }
        return context;
    }

    /** Length of windows: of padded data, that of the run which they were cut for; it is not written beside them. */
    private int window(Project in, VocabularySpec words, DataSpec data) {
        return switch (data.packing()) {
            case STREAM -> 1;
            case PADDED ->
                in.runs().stream()
                        .map(hammingway.run.RunFolder::spec)
                        .filter(s -> s.vocabulary().equals(words) && s.data().equals(data))
                        .findFirst()
                        .map((RunSpec s) -> s.backbone().context())
                        .orElseThrow(() -> new WorkbenchException("The data of the vocabulary " + folder
                                + " are padded, and no run tells to which length. Choose a vocabulary with a run."));
        };
    }
}
