package hammingway.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.math.SplitRandom;
import hammingway.model.gpt2.Gpt2Trunk;
import hammingway.model.llama.LlamaTrunk;
import hammingway.model.opt.OptTrunk;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.nio.file.Path;

/** A backbone that computes. Used by one thread at a time. */
public interface Trunk {
    /**
     * Hidden states after the final norm.
     *
     * @param scope    where the result lives
     * @param ids      (B, T) int64
     * @param training whether dropout is on
     * @return (B, T, d) float32
     */
    NDArray hidden(NDManager scope, NDArray ids, boolean training);

    int width();

    /** The input embedding's name in the parameter set, (V, d); a tied softmax uses it. */
    String embedding();

    /** Multiply-adds for one token at full context, attention included. */
    long multiplyAddsPerToken();

    /**
     * Makes a trunk and adds its tensors to the set.
     *
     * @param vocabulary number of tokens V
     * @param base       folder that a relative checkpoint name resolves against
     */
    static Trunk create(
            Torch torch, Backbone backbone, int vocabulary, ParameterSet parameters, SplitRandom random, Path base) {
        return switch (backbone) {
            case Backbone.Gpt2 gpt2 -> Gpt2Trunk.create(torch, gpt2, vocabulary, parameters, random, base);
            case Opt opt -> OptTrunk.create(torch, opt, vocabulary, parameters, random, base);
            case Llama llama -> LlamaTrunk.create(torch, llama, vocabulary, parameters, random, base);
        };
    }
}
