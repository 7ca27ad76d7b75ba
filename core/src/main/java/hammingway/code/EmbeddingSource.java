package hammingway.code;

import hammingway.base.Doc;

/** Where vectors of tokens come from. */
public sealed interface EmbeddingSource {
    /** For people: {@code co-occurrence, 128 dimensions}. */
    String label();

    /**
     * Corpus co-occurrence, no teacher: truncated SVD of positive pointwise mutual information of each token with the previous
     * token, the one before it and the next, counts of contexts to the power 0.75.
     */
    @Doc("From which tokens stand beside which in the training text; no trained model is needed")
    record Cooccurrence(
            @Doc(value = "Dimensions kept", min = 1, max = 4096, byDefault = "128")
            int dimensions) implements EmbeddingSource {
        @Override
        public String label() {
            return "co-occurrence, " + dimensions + " dimensions";
        }
    }

    /** The rows of the decision layer of a finished softmax run of the same project and vocabulary. */
    @Doc("The rows of the decision layer of a finished softmax run")
    record SoftmaxRun(
            @Doc("Name of the run, or the name of its folder")
            String run) implements EmbeddingSource {
        @Override
        public String label() {
            return "softmax rows of " + run;
        }
    }

    /** A tensor of V rows out of a checkpoint's safetensors. */
    @Doc("A tensor with a row a token, out of a checkpoint")
    record Checkpoint(
            @Doc("Folder with model.safetensors, or the file itself")
            String folder,

            @Doc(
                    value = "Name of the tensor, such as wte.weight; empty: the one that known architectures use",
                    byDefault = "\"\"")
            String tensor)
            implements EmbeddingSource {
        @Override
        public String label() {
            return "checkpoint " + folder;
        }
    }
}
