package hammingway.design.keeping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.versions.Change;
import hammingway.code.versions.CodebookName;
import hammingway.code.versions.Entry;
import hammingway.code.versions.SavedCodebooks;
import hammingway.design.book.BookFiles;
import hammingway.design.book.Draft;
import hammingway.form.RecipeForm;
import hammingway.form.RecipeList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What of some work was not saved, in words. Reads the disk. */
final class Differences {
    private Differences() {}

    /** One line; empty where all of it was saved. */
    static String words(Work work, SavedCodebooks books) {
        Draft draft = work.draft();
        ObjectNode recipe = RecipeList.active(draft.recipe());
        String name = CodebookName.cleaned(work.name());
        Path file;
        Codebook saved;
        JsonNode provenance;
        try {
            file = books.file(name);
            if (!Files.exists(file)) {
                return neverSaved(draft);
            }
            saved = CodebookFiles.read(file);
            provenance = CodebookFiles.provenance(file).orElseGet(Json::object);
        } catch (WorkbenchException e) {
            return neverSaved(draft); // also where the saved one is damaged: then this is all there is
        }
        JsonNode before = saved.recipe()
                .<JsonNode>map(SpecCodec::write)
                .orElseGet(() -> provenance.path("recipe").isObject() ? provenance.path("recipe") : Json.object());
        List<String> parts = new ArrayList<>();
        if (draft.vocabulary().isEmpty() && !draft.size().equals(Integer.toString(saved.size()))) {
            parts.add("tokens " + saved.size() + " -> " + draft.size());
        }
        Change.fields(before, recipe).forEach(f -> parts.add(f.words()));
        JsonNode edits = BookFiles.json(draft.edits());
        if (!Json.line(edits)
                .equals(Json.line(
                        provenance.path("edits").isArray()
                                ? provenance.path("edits")
                                : Json.mapper().createArrayNode()))) {
            parts.add(edits(draft.edits().size()));
        }
        if (!work.notes().strip().equals(Entry.note(provenance))) {
            parts.add("other notes");
        }
        return String.join("; ", parts);
    }

    private static String edits(int count) {
        return count == 0 ? "edits by hand taken back" : count == 1 ? "1 edit by hand" : count + " edits by hand";
    }

    private static String neverSaved(Draft draft) {
        String kind =
                RecipeForm.sentence(draft.recipe().path("family").path("type").asText());
        String tokens = draft.vocabulary().isEmpty() ? draft.size() + " tokens" : draft.vocabulary();
        return kind + ", " + tokens
                + (draft.edits().isEmpty() ? "" : ", " + edits(draft.edits().size())) + "; never saved";
    }
}
