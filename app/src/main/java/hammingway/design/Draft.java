package hammingway.design;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the form holds: texts as they were typed, right or wrong. Never changed in place.
 *
 * @param vocabulary folder of the vocabulary; empty: {@code size} unnamed tokens
 * @param size       number of tokens, as typed
 * @param recipe     a {@link hammingway.code.CodebookSpec} as JSON
 */
record Draft(String vocabulary, String size, ObjectNode recipe) {
    Draft withVocabulary(String newVocabulary, String newSize) {
        return new Draft(newVocabulary, newSize, recipe);
    }

    Draft withRecipe(ObjectNode newRecipe) {
        return new Draft(vocabulary, size, newRecipe);
    }
}
