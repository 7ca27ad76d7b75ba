package hammingway.shell.log;

import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.report.program.Diagnostics;
import hammingway.report.program.LogFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Collects what a report of a fault needs, the errors of this window's log with it. */
public final class DiagnosticsViewModel {
    private final Background background;
    private final Notices notices;
    private final LogBook book;
    private final Supplier<List<Path>> projects;

    /** @param projects folders that are not told */
    public DiagnosticsViewModel(Background background, Notices notices, LogBook book, Supplier<List<Path>> projects) {
        this.background = background;
        this.notices = notices;
        this.book = book;
        this.projects = projects;
    }

    /** The version of the screen library that runs. */
    static Optional<String> screen() {
        return Optional.ofNullable(System.getProperty("javafx.runtime.version"));
    }

    /** Versions of all that the program is made of. */
    List<String> versions() {
        return Diagnostics.versions(screen());
    }

    /** @param copy puts the text where it can be pasted from */
    public void collect(Consumer<String> copy) {
        List<Path> hidden = projects.get();
        background.start(
                "Collecting diagnostics",
                progress -> {
                    List<String> errors = book.errors();
                    return Diagnostics.ofThis(hidden)
                            .text(screen(), errors.isEmpty() ? LogFile.ofUser().errors() : errors);
                },
                text -> {
                    copy.accept(text);
                    notices.info(
                            "Copied the diagnostics: versions, engine, machine, last errors. Read them before you hand them on.");
                });
    }
}
