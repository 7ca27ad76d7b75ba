package hammingway.design.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Codebooks of the designer in files. All of it reads or writes the disk. */
public final class BookFiles {
    private BookFiles() {}

    /** What a file says, as a draft says it. */
    public record Loaded(String name, int size, ObjectNode recipe, List<BookEdit> edits) {}

    /** Writes an {@code .npz}; one that was edited remembers the recipe before, and the edits. */
    public static void write(Path file, Built built) {
        List<BookEdit> edits = built.draft().edits();
        if (edits.isEmpty()) {
            CodebookFiles.write(file, built.design().codebook());
            return;
        }
        ObjectNode provenance = Json.object();
        built.made().recipe().ifPresent(r -> provenance.set("recipe", SpecCodec.write(r)));
        provenance.put("codewords", built.made().hash());
        provenance.set("edits", SpecCodec.write(new BookEdit.All(edits)).path("edits"));
        CodebookFiles.write(file, built.design().codebook(), provenance);
    }

    /** By its recipe and edits where they lead to the same bits, as a table otherwise. */
    public static Loaded read(Path file, Path base, Progress progress) {
        Codebook codebook = CodebookFiles.read(file);
        String plain = file.getFileName().toString().replaceAll("\\.[^.]*$", "");
        Path path = file.toAbsolutePath();
        Path folder = base.toAbsolutePath();
        String shown = path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
        CodebookSpec table = new CodebookSpec(new CodeFamily.ExplicitImport(shown), new Assignment.Identity(), 42);
        Optional<Loaded> edited =
                CodebookFiles.provenance(file).flatMap(p -> edited(file, plain, p, codebook, base, progress));
        if (edited.isPresent()) {
            return edited.get();
        }
        CodebookSpec recipe = codebook.recipe()
                .filter(r -> leads(r, List.of(), codebook, base, progress))
                .orElse(table);
        return new Loaded(plain, codebook.size(), SpecCodec.write(recipe), List.of());
    }

    private static Optional<Loaded> edited(
            Path file, String name, JsonNode provenance, Codebook codebook, Path base, Progress progress) {
        if (!provenance.path("edits").isArray() || !provenance.path("recipe").isObject()) {
            return Optional.empty();
        }
        CodebookSpec recipe =
                SpecCodec.read(CodebookSpec.class, provenance.path("recipe"), file + ", provenance.recipe");
        ObjectNode all = Json.object();
        all.set("edits", provenance.path("edits"));
        List<BookEdit> edits =
                SpecCodec.read(BookEdit.All.class, all, file + ", provenance").edits();
        return leads(recipe, edits, codebook, base, progress)
                ? Optional.of(new Loaded(name, codebook.size(), SpecCodec.write(recipe), edits))
                : Optional.empty();
    }

    private static boolean leads(
            CodebookSpec recipe, List<BookEdit> edits, Codebook codebook, Path base, Progress progress) {
        try {
            Codebook made = Codebook.build(recipe, codebook.size(), base, progress);
            return BookEdit.apply(made, edits).bits().equals(codebook.bits());
        } catch (WorkbenchException e) {
            return false; // what the recipe draws on is not here
        }
    }
}
