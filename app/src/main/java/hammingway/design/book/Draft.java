package hammingway.design.book;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.form.RecipeList;
import java.util.List;

/**
 * What the form holds: texts as they were typed, right or wrong. Never changed in place.
 *
 * @param vocabulary folder of the vocabulary; empty: {@code size} unnamed tokens
 * @param size       number of tokens, as typed
 * @param recipe     a {@link hammingway.code.CodebookSpec} as JSON, with parts that are off
 * @param edits      changes by hand to what the recipe makes; another recipe has none
 */
public record Draft(String vocabulary, String size, ObjectNode recipe, List<BookEdit> edits) {
    public Draft withVocabulary(String newVocabulary, String newSize) {
        return new Draft(newVocabulary, newSize, recipe, List.of());
    }

    public Draft withRecipe(ObjectNode newRecipe) {
        boolean same = RecipeList.active(newRecipe).equals(RecipeList.active(recipe));
        return new Draft(vocabulary, size, newRecipe, same ? edits : List.of());
    }

    public Draft withEdits(List<BookEdit> newEdits) {
        return new Draft(vocabulary, size, recipe, newEdits);
    }

    /** Whether both are edited from the same codebook. */
    public boolean sameRecipe(Draft other) {
        return vocabulary.equals(other.vocabulary)
                && size.equals(other.size)
                && RecipeList.active(recipe).equals(RecipeList.active(other.recipe));
    }
}
