package hammingway.code.versions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A codebook to be saved.
 *
 * @param provenance      how its bits were found, as {@link CodebookFiles#write(Path, Codebook, ObjectNode)} keeps it
 * @param note            for people; none: that of {@code provenance}, and no reason for a version of its own
 * @param minimumDistance d_min, if it is known already
 */
public record Entry(
        Codebook codebook, ObjectNode provenance, Optional<String> note, Optional<Integer> minimumDistance) {
    /** Longest note: some pages. */
    public static final int LONGEST_NOTE = 10_000;

    private static final String NOTE = "note";

    public Entry {
        note = note.map(String::strip);
        note.filter(n -> n.length() > LONGEST_NOTE).ifPresent(n -> {
            throw new WorkbenchException("The note has " + n.length() + " characters; allowed are " + LONGEST_NOTE
                    + ". Keep long texts in a file of their own.");
        });
    }

    /** What a file holds, of any kind. */
    public static Entry of(Path file, Codebook book, Optional<String> note) {
        ObjectNode provenance = CodebookFiles.provenance(file)
                .filter(ObjectNode.class::isInstance)
                .map(p -> ((ObjectNode) p).deepCopy())
                .orElseGet(Json::object);
        return new Entry(book, provenance, note, Optional.empty());
    }

    /** The note that a codebook's file carries. */
    public static String note(JsonNode provenance) {
        return provenance.path(NOTE).asText("");
    }

    String text() {
        return note.orElseGet(() -> note(provenance));
    }

    /** As it goes into the file: with the note, if there is one. */
    public ObjectNode noted() {
        ObjectNode noted = bare(provenance);
        if (!text().isEmpty()) {
            noted.put(NOTE, text());
        }
        return noted;
    }

    private static ObjectNode bare(JsonNode provenance) {
        ObjectNode bare = provenance instanceof ObjectNode o ? o.deepCopy() : Json.object();
        bare.remove(NOTE);
        return bare;
    }

    /** Whether a file that was saved holds this already. */
    boolean isIn(Codebook saved, JsonNode itsProvenance) {
        return codebook.hash().equals(saved.hash())
                && codebook.recipe().equals(saved.recipe())
                && Json.line(bare(provenance)).equals(Json.line(bare(itsProvenance)))
                && note.filter(n -> !n.equals(note(itsProvenance))).isEmpty();
    }
}
