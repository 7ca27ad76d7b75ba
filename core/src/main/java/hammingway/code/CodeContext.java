package hammingway.code;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.Optional;

/** What a recipe may draw on beside its own parameters. Costly parts are made when they are asked for. */
public interface CodeContext {
    /** Number of tokens, V. */
    int size();

    /** Folder that relative names in the recipe resolve against. */
    Path base();

    /** Texts and counts of the tokens, where a vocabulary is at hand. */
    Optional<Vocabulary> vocabulary();

    /**
     * Vectors of the tokens, row i for token i.
     *
     * @throws WorkbenchException saying what is missing, where the source cannot be had here
     */
    Embeddings embeddings(EmbeddingSource source, Progress progress);

    /**
     * What an evaluated run confused.
     *
     * @param run name of the run, or the name of its folder
     * @throws WorkbenchException saying what is missing, where they cannot be had here
     */
    default Confusions confusions(String run) {
        throw new WorkbenchException("The recipe asks for the confusions of the run \"" + run
                + "\", which need a project with that run. Build the codebook in a project.");
    }

    /** A context of a number alone: families that need neither texts nor embeddings. */
    static CodeContext of(int size, Path base) {
        return new CodeContext() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Path base() {
                return base;
            }

            @Override
            public Optional<Vocabulary> vocabulary() {
                return Optional.empty();
            }

            @Override
            public Embeddings embeddings(EmbeddingSource source, Progress progress) {
                throw new WorkbenchException("The recipe asks for embeddings of tokens (" + source.label()
                        + "), which need a project with a vocabulary and its data. Build the codebook in a project.");
            }
        };
    }
}
