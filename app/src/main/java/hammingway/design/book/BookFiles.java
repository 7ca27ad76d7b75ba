package hammingway.design.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.CodeContext;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.code.versions.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Codebooks of the designer in files. All of it reads or writes the disk. */
public final class BookFiles {
    private BookFiles() {}

    /** What a file says, as a draft says it. */
    public record Loaded(String name, int size, ObjectNode recipe, List<BookEdit> edits, String note) {
        Loaded noted(String newNote) {
            return new Loaded(name, size, recipe, edits, newNote);
        }
    }

    /** Writes an {@code .npz}; one that was edited remembers the recipe before, and the edits. */
    public static void write(Path file, Built built) {
        CodebookFiles.write(file, built.design().codebook(), provenance(built));
    }

    /** The same to be saved among a project's codebooks. */
    public static Entry entry(Built built, String note, Optional<Integer> minimumDistance) {
        return new Entry(built.design().codebook(), provenance(built), Optional.of(note), minimumDistance);
    }

    private static ObjectNode provenance(Built built) {
        ObjectNode provenance = Json.object();
        List<BookEdit> edits = built.draft().edits();
        if (!edits.isEmpty()) {
            built.made().recipe().ifPresent(r -> provenance.set("recipe", SpecCodec.write(r)));
            provenance.put("codewords", built.made().hash());
            provenance.set("edits", json(edits));
        }
        return provenance;
    }

    /** As they stand in files. */
    public static JsonNode json(List<BookEdit> edits) {
        return SpecCodec.write(new BookEdit.All(edits)).path("edits");
    }

    /** @throws hammingway.base.SpecException with all that is wrong */
    public static List<BookEdit> edits(JsonNode list, String where) {
        ObjectNode all = Json.object();
        all.set("edits", list);
        return SpecCodec.read(BookEdit.All.class, all, where).edits();
    }

    /**
     * By its recipe and edits where they lead to the same bits, as a table otherwise.
     *
     * @param base     names in recipes are relative to it
     * @param contexts what a recipe for so many tokens may draw on
     */
    public static Loaded read(Path file, Path base, IntFunction<CodeContext> contexts, Progress progress) {
        Codebook codebook = CodebookFiles.read(file);
        String plain = file.getFileName().toString().replaceAll("\\.[^.]*$", "");
        Path path = file.toAbsolutePath();
        Path folder = base.toAbsolutePath();
        String shown = path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
        CodebookSpec table = new CodebookSpec(new CodeFamily.ExplicitImport(shown), new Assignment.Identity(), 42);
        Optional<JsonNode> provenance = CodebookFiles.provenance(file);
        String note = provenance.map(Entry::note).orElse("");
        Optional<Loaded> edited = provenance.flatMap(p -> edited(file, plain, p, codebook, contexts, progress));
        if (edited.isPresent()) {
            return edited.get().noted(note);
        }
        CodebookSpec recipe = codebook.recipe()
                .filter(r -> leads(r, List.of(), codebook, contexts, progress))
                .orElse(table);
        return new Loaded(plain, codebook.size(), SpecCodec.write(recipe), List.of(), note);
    }

    private static Optional<Loaded> edited(
            Path file,
            String name,
            JsonNode provenance,
            Codebook codebook,
            IntFunction<CodeContext> contexts,
            Progress progress) {
        if (!provenance.path("edits").isArray() || !provenance.path("recipe").isObject()) {
            return Optional.empty();
        }
        CodebookSpec recipe =
                SpecCodec.read(CodebookSpec.class, provenance.path("recipe"), file + ", provenance.recipe");
        List<BookEdit> edits = edits(provenance.path("edits"), file + ", provenance");
        return leads(recipe, edits, codebook, contexts, progress)
                ? Optional.of(new Loaded(name, codebook.size(), SpecCodec.write(recipe), edits, ""))
                : Optional.empty();
    }

    private static boolean leads(
            CodebookSpec recipe,
            List<BookEdit> edits,
            Codebook codebook,
            IntFunction<CodeContext> contexts,
            Progress progress) {
        try {
            Codebook made = Codebook.build(recipe, contexts.apply(codebook.size()), progress);
            return BookEdit.apply(made, edits).bits().equals(codebook.bits());
        } catch (WorkbenchException e) {
            return false; // what the recipe draws on is not here
        }
    }
}
