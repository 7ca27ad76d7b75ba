package hammingway.runs.form;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import hammingway.data.ProjectVocabularies;
import hammingway.run.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A vocabulary of the project, as a run can have it.
 *
 * @param told       for people
 * @param vocabulary its specification
 * @param data       its text, where it has one: then nothing is prepared anew
 */
record VocabularyOffer(String told, JsonNode vocabulary, Optional<JsonNode> data) {
    /** Those that can be read. Reads files: in the background. */
    static List<VocabularyOffer> of(Project project) {
        ProjectVocabularies all = project.vocabularies();
        List<VocabularyOffer> offers = new ArrayList<>();
        all.names().forEach(name -> of(all, name).ifPresent(offers::add));
        return offers;
    }

    /** A damaged folder is told in the designer, and is no choice here. */
    private static Optional<VocabularyOffer> of(ProjectVocabularies all, String name) {
        try {
            JsonNode facts = Json.read(all.folder(name).resolve("data.json"));
            return Optional.of(new VocabularyOffer(
                    name + ", " + all.facts(name).tokens() + " tokens",
                    facts.path("vocabulary"),
                    Optional.of(facts.path("data")).filter(JsonNode::isObject)));
        } catch (WorkbenchException unused) {
            return Optional.empty();
        }
    }
}
