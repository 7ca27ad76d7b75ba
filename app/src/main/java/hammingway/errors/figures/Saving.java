package hammingway.errors.figures;

import hammingway.base.AtomicFiles;
import hammingway.errors.subject.Subject;
import hammingway.fx.Background;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Puts pictures and numbers of errors into the project's exports, under the name of the run. */
public final class Saving {
    private final Background background;
    private final ReadOnlyObjectProperty<Optional<Subject>> subject;
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");

    public Saving(Background background, ReadOnlyObjectProperty<Optional<Subject>> subject) {
        this.background = background;
        this.subject = subject;
    }

    /** @param what of the run, such as {@code pairs.csv} */
    public void keep(String what, AtomicFiles.Writer content) {
        subject.get().map(s -> s.first().run()).ifPresent(run -> {
            Path file = run.project().resolve("exports").resolve("errors-" + run.id() + "-" + what);
            background.start(
                    "Saving " + file.getFileName(),
                    p -> {
                        AtomicFiles.write(file, content);
                        return file;
                    },
                    done -> told.set("Saved " + done));
        });
    }

    /** Where the last file went; empty before. */
    public ReadOnlyStringProperty told() {
        return told.getReadOnlyProperty();
    }
}
