package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.CodeContext;
import hammingway.code.Codebook;
import hammingway.run.CodeSource;
import hammingway.run.Project;
import hammingway.run.ProjectContext;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a command on codebooks may draw on: a number of tokens alone, or the vocabulary, text and runs of a project. */
final class ContextOption {
    @Option(
            names = {"-p", "--project"},
            paramLabel = "FOLDER",
            description =
                    "A project, for its tokens' texts and counts, its text and its runs; relative names in recipes are then relative to it")
    private Optional<Path> project = Optional.empty();

    @Option(
            names = "--vocabulary",
            paramLabel = "NAME",
            description = "A folder in the project's vocabularies; needed where there are several and no --run")
    private Optional<String> vocabulary = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "A run of the project, whose vocabulary and data are meant")
    private Optional<String> run = Optional.empty();

    /** The project's context, if a project is named. Prepares its data where they are not. */
    Optional<ProjectContext> open(Progress progress) {
        if (project.isEmpty()) {
            if (vocabulary.isPresent() || run.isPresent()) {
                throw new WorkbenchException(
                        "--vocabulary and --run name parts of a project. Name the project: -p FOLDER.");
            }
            return Optional.empty();
        }
        if (vocabulary.isPresent() && run.isPresent()) {
            throw new WorkbenchException("Give either --vocabulary or --run: a run has its vocabulary.");
        }
        Project opened = Project.open(project.get());
        return Optional.of(
                run.isPresent()
                        ? ProjectContext.of(opened.run(run.get()), progress)
                        : ProjectContext.ofVocabulary(opened, vocabulary, progress));
    }

    /** Refuses a number of tokens that is not the vocabulary's, and the lack of both. */
    static CodeContext sized(Optional<ProjectContext> context, Optional<Integer> size) {
        if (context.isEmpty()) {
            return CodeContext.of(
                    size.orElseThrow(
                            () -> new WorkbenchException(
                                    "The number of tokens is missing. Give --size V, or a project with a vocabulary: -p FOLDER.")),
                    Path.of(""));
        }
        int tokens = context.get().size();
        if (size.isPresent() && size.get() != tokens) {
            throw new WorkbenchException("--size = " + size.get() + ", but the project's vocabulary has " + tokens
                    + " tokens. Leave --size out, or name another vocabulary.");
        }
        return context.get();
    }

    /** The context of a codebook: of as many tokens. */
    static CodeContext of(Optional<ProjectContext> context, Codebook book) {
        context.ifPresent(c -> requireSize(c, book));
        return context.isPresent() ? context.get() : CodeContext.of(book.size(), Path.of(""));
    }

    /** The tokens of a codebook, if a project is named. */
    Optional<Vocabulary> vocabulary(Codebook book, Progress progress) {
        return of(open(progress), book).vocabulary();
    }

    private static void requireSize(ProjectContext context, Codebook book) {
        if (context.size() != book.size()) {
            throw new WorkbenchException("The codebook has " + book.size() + " tokens, the project's vocabulary "
                    + context.size() + ". Name the vocabulary or the run that the codebook was made for.");
        }
    }

    /** Writes down what of the project went into a codebook, if anything did. */
    static void tellSources(Optional<ProjectContext> context, ObjectNode provenance) {
        context.ifPresent(c -> CodeSource.tell(c.sources(), provenance));
    }
}
