package hammingway.design;

import hammingway.fx.FileDialogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Somebody who answers every question for a file alike. */
public record Answers(Supplier<Optional<Path>> answer) implements FileDialogs {
    static final Answers NONE = new Answers(Optional::empty);

    @Override
    public Optional<Path> open(String title, String kinds, List<String> endings) {
        return answer.get();
    }

    @Override
    public Optional<Path> folder(String title) {
        return answer.get();
    }

    @Override
    public Optional<Path> save(String title, String suggestion) {
        return answer.get();
    }
}
