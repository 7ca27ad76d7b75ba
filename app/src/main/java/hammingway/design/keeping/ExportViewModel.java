package hammingway.design.keeping;

import hammingway.base.AtomicFiles;
import hammingway.code.CodebookFiles;
import hammingway.code.versions.CodebookName;
import hammingway.design.book.BookFiles;
import hammingway.design.book.Built;
import hammingway.design.book.RecipeCommand;
import hammingway.fx.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The codebook for others: as files of all kinds, as pictures and numbers, as a command. Used on the toolkit's thread alone. */
public final class ExportViewModel {
    private final Background background;
    private final Supplier<Optional<Built>> built;
    private final KeepingViewModel keeping;

    /** @param built the last codebook that was built */
    ExportViewModel(Background background, Supplier<Optional<Built>> built, KeepingViewModel keeping) {
        this.background = background;
        this.built = built;
        this.keeping = keeping;
    }

    /** Exports the codebook to a file. */
    public void export(ExportKind kind, Path file) {
        Optional<Built> now = keeping.current();
        if (now.isEmpty()) {
            keeping.trouble("Nothing was exported: the draft has no codebook yet.");
            return;
        }
        String noted = keeping.notesProperty().get();
        background.start(
                "Export codebook",
                progress -> {
                    if (kind == ExportKind.NPZ) {
                        CodebookFiles.write(
                                file,
                                now.get().design().codebook(),
                                BookFiles.entry(now.get(), noted, Optional.empty())
                                        .noted());
                    } else {
                        CodebookFiles.write(
                                file,
                                now.get().design().codebook(),
                                kind.style(),
                                now.get().design().vocabulary());
                    }
                    return file;
                },
                f -> keeping.say("Exported " + shown(f) + "."),
                keeping::trouble);
    }

    /** Exports to the project's {@code exports}, under the codebook's name. */
    public void export(ExportKind kind) {
        exports(keeping.plainName() + kind.ending()).ifPresent(f -> export(kind, f));
    }

    /** Exports to a place of one's own: the ending of its name says as what. */
    public void export(Path file) {
        String ending = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        Optional<ExportKind> kind = List.of(ExportKind.values()).stream()
                .filter(k -> ending.endsWith(k.ending()))
                .findFirst();
        kind.ifPresentOrElse(
                k -> export(
                        k == ExportKind.NPY && ending.endsWith(ExportKind.PACKED.ending()) ? ExportKind.PACKED : k,
                        file),
                () -> keeping.trouble(file.getFileName() + ": the ending says what is written. Known are "
                        + CodebookFiles.ENDINGS + "."));
    }

    private Optional<Path> exports(String file) {
        if (keeping.project().isEmpty()) {
            keeping.trouble("Open a project to save pictures and numbers in.");
        }
        return keeping.project().map(p -> p.exports().resolve(CodebookName.cleaned(file)));
    }

    private String shown(Path file) {
        return keeping.project()
                .filter(p -> file.startsWith(p.folder()))
                .map(p -> p.folder().relativize(file))
                .orElse(file)
                .toString();
    }

    /** Keeps a picture, or numbers, in the project's {@code exports}. */
    public void export(String file, AtomicFiles.Writer content) {
        exports(file)
                .ifPresent(target -> background.start(
                        "Save " + file,
                        progress -> {
                            AtomicFiles.write(target, content);
                            return target;
                        },
                        f -> keeping.say("Saved " + shown(f) + "."),
                        keeping::trouble));
    }

    /** Arguments of the program that make the same codebook; none where the codebook is not made by a recipe alone. */
    public Optional<List<String>> arguments() {
        return built.get()
                .flatMap(b -> RecipeCommand.arguments(b, KeepingViewModel.base(keeping.project()), fileName()));
    }

    /** The same for a shell, with the command that saves it, or why there is none. */
    public String command() {
        Optional<Built> last = built.get();
        if (last.isEmpty()) {
            return "There is no codebook yet.";
        }
        String saving = keeping.project()
                .map(p -> "\n"
                        + RecipeCommand.saving(
                                fileName(),
                                keeping.plainName(),
                                keeping.notesProperty().get(),
                                p.folder()))
                .orElse("");
        return RecipeCommand.text(last.get(), KeepingViewModel.base(keeping.project()), fileName())
                + (arguments().isPresent() ? saving : "");
    }

    private String fileName() {
        return keeping.plainName() + ".npz";
    }
}
