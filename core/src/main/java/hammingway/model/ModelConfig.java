package hammingway.model;

/**
 * What a folder's {@code config.json} tells of its model.
 *
 * @param backbone   with the folder as its checkpoint
 * @param vocabulary rows of the input embedding, V
 * @param tied       whether the output matrix is the input embedding
 */
public record ModelConfig(Backbone backbone, int vocabulary, boolean tied) {}
