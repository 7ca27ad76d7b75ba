package hammingway.head;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.code.decode.Decoder;
import java.util.ArrayList;
import java.util.List;

/** A decision layer with its loss and its decoder. */
public record HeadSpec(
        @Doc("The layer between hidden state and logits") DecisionLayer layer,
        @Doc("What training minimises") Loss loss,

        @Doc(
                value = "Add fixed log-frequencies of tokens, log(count + 1), to the scores of a code head",
                byDefault = "false")
        boolean unigramPrior,

        @Doc(value = "How tokens are ranked; softmax ranks by its logits", byDefault = "{\"type\":\"log-likelihood\"}")
        Decoder decoder)
        implements Checked {
    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        boolean softmax = layer instanceof DecisionLayer.Softmax;
        String found = SpecCodec.kebab(loss.getClass().getSimpleName());
        boolean oneHot = layer instanceof DecisionLayer.OneVsAll;
        boolean fits = switch (loss) {
            case Loss.CrossEntropy c -> softmax;
            case Loss.DistilTokens d -> true;
            case Loss.DistilBits d -> !softmax && !oneHot;
            case Loss.BceMean b -> !softmax;
            case Loss.BceSum b -> !softmax;
            case Loss.CodeNll c -> !softmax;
        };
        if (!fits) {
            problems.add(new Problem(
                    "loss.type",
                    found,
                    softmax
                            ? "cross-entropy or distil-tokens with softmax"
                            : "bce-mean, bce-sum, code-nll, distil-tokens" + (oneHot ? "" : " or distil-bits")
                                    + " with this layer",
                    "Choose one of them"));
        }
        if (softmax && unigramPrior) {
            problems.add(
                    new Problem("unigramPrior", "true", "false with softmax, whose bias learns it", "Switch it off"));
        }
        if (layer instanceof DecisionLayer.Softmax s && s.tied() && s.bias()) {
            problems.add(
                    new Problem("layer.bias", "true", "false with a tied matrix", "Switch the bias off, or untie"));
        }
        return problems;
    }
}
