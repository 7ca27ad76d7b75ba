package hammingway.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.math.SplitRandom;
import hammingway.model.gpt2.Gpt2Trunk;
import hammingway.model.gpt2.Gpt2Weights;
import hammingway.model.llama.LlamaTrunk;
import hammingway.model.llama.LlamaWeights;
import hammingway.model.opt.OptTrunk;
import hammingway.model.opt.OptWeights;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.Optional;

/** A backbone that computes. Used by one thread at a time. */
public interface Trunk {
    /**
     * Begins the computation of some windows.
     *
     * @param scope    where what all blocks share lives
     * @param ids      (B, T) int64
     * @param training whether dropout is on
     */
    default Pass pass(NDManager scope, NDArray ids, boolean training) {
        return pass(scope, ids, training, new Kept(scope, Optional.empty()));
    }

    /** The same where positions before the windows may be kept. */
    Pass pass(NDManager scope, NDArray ids, boolean training, Kept kept);

    /** One computation, in its steps: for who needs more than its end. */
    interface Pass {
        /** Before the first block: (B, T, D) float32, in the scope that is given, here and below. */
        NDArray enter(NDManager scope);

        /** After a block: (B, T, D) float32. */
        NDArray block(NDManager scope, int number, NDArray x);

        /** After the last norm: (B, T, d) float32. */
        NDArray leave(NDManager scope, NDArray x);
    }

    /** Number of transformer blocks. */
    int blocks();

    /**
     * Hidden states after the final norm.
     *
     * @param scope    where the result lives
     * @param ids      (B, T) int64
     * @param training whether dropout is on
     * @return (B, T, d) float32
     */
    default NDArray hidden(NDManager scope, NDArray ids, boolean training) {
        return through(scope, pass(scope, ids, training));
    }

    private NDArray through(NDManager scope, Pass pass) {
        NDArray x = pass.enter(scope);
        for (int i = 0; i < blocks(); i++) {
            x = pass.block(scope, i, x);
        }
        return pass.leave(scope, x);
    }

    /**
     * Room for the keys and values of windows; the caller closes it.
     *
     * @param batch    windows, B
     * @param capacity positions of each at most
     */
    Cache cache(int batch, int capacity);

    /**
     * Hidden states of the next positions of windows, outside training: as {@link #hidden} of the whole windows has them.
     *
     * @param ids   (B, T) int64, what follows the positions in the cache
     * @param cache takes in the new positions
     * @return (B, T, d) float32
     */
    default NDArray cached(NDManager scope, NDArray ids, Cache cache) {
        long positions = ids.getShape().get(1);
        cache.require(ids.getShape().get(0), positions);
        NDArray hidden = through(scope, pass(scope, ids, false, new Kept(scope, Optional.of(cache))));
        cache.advance((int) positions);
        return hidden;
    }

    int width();

    /** The input embedding's name in the parameter set, (V, d); a tied softmax uses it. */
    String embedding();

    /** Multiply-adds for one token at full context, attention included. */
    long multiplyAddsPerToken();

    /**
     * What a trunk is made from.
     *
     * @param vocabulary number of tokens V
     * @param parameters gets its tensors
     * @param base       folder that a relative checkpoint name resolves against
     */
    record Plan(Torch torch, int vocabulary, ParameterSet parameters, SplitRandom random, Path base, Tuning tuning) {}

    /** The tensors of a backbone whose input embedding has so many rows. */
    static Weights weights(Backbone backbone, int vocabulary) {
        return switch (backbone) {
            case Backbone.Gpt2 gpt2 -> Gpt2Weights.of(gpt2, vocabulary);
            case Opt opt -> OptWeights.of(opt, vocabulary);
            case Llama llama -> LlamaWeights.of(llama, vocabulary);
        };
    }

    /** Makes a trunk and adds its tensors to the set, adapters included. */
    static Trunk create(Backbone backbone, Plan plan) {
        return switch (backbone) {
            case Backbone.Gpt2 gpt2 -> Gpt2Trunk.create(gpt2, plan);
            case Opt opt -> OptTrunk.create(opt, plan);
            case Llama llama -> LlamaTrunk.create(llama, plan);
        };
    }

    /** The same without adapters. */
    static Trunk create(
            Torch torch, Backbone backbone, int vocabulary, ParameterSet parameters, SplitRandom random, Path base) {
        return create(backbone, new Plan(torch, vocabulary, parameters, random, base, new Tuning.Full()));
    }
}
