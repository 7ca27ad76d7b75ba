package hammingway.run.estimate;

import hammingway.base.Problem;
import hammingway.base.SpecException;
import hammingway.base.UserPath;
import hammingway.code.CodeFamily;
import hammingway.data.TextSource;
import hammingway.run.RunSpec;
import hammingway.vocab.TokenizerSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that a specification names, and whether they are there. */
public final class NamedFiles {
    private NamedFiles() {}

    /** A problem for each file that is missing. */
    public static List<Problem> problems(Path project, RunSpec spec) {
        List<Problem> problems = new ArrayList<>();
        switch (spec.data().source()) {
            case TextSource.Stories s -> {}
            case TextSource.TextFile f -> check(project, "data.source.path", f.path(), problems);
            case TextSource.JsonLines j -> check(project, "data.source.path", j.path(), problems);
            case TextSource.Instructions i -> check(project, "data.source.path", i.path(), problems);
        }
        switch (spec.vocabulary().tokenizer()) {
            case TokenizerSource.TrainBpe b -> {}
            case TokenizerSource.TokenizerFile f -> check(project, "vocabulary.tokenizer.path", f.path(), problems);
        }
        spec.backbone().checkpoint().ifPresent(c -> check(project, "backbone.checkpoint", c, problems));
        Optional<String> code = spec.codebook()
                .flatMap(c ->
                        c.family() instanceof CodeFamily.ExplicitImport i ? Optional.of(i.file()) : Optional.empty());
        code.ifPresent(file -> check(project, "codebook.family.file", file, problems));
        return problems;
    }

    private static void check(Path project, String field, String name, List<Problem> problems) {
        try {
            boolean there = !name.isBlank()
                    && (Files.exists(UserPath.resolve(project, name, field))
                            || Files.exists(Path.of(name).toAbsolutePath()));
            if (!there) {
                problems.add(new Problem(
                        field,
                        name,
                        "a file that is there; relative names start at the project's folder",
                        "Choose the file, or put it there"));
            }
        } catch (SpecException e) {
            problems.addAll(e.problems());
        }
    }
}
