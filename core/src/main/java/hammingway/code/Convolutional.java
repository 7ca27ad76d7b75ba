package hammingway.code;

import hammingway.base.Doc;
import hammingway.base.Progress;
import hammingway.code.construct.ConvolutionalCodes;
import hammingway.math.BitMatrix;

/**
 * A terminated convolutional code, as Oda et al. 2017 used for translation. Decoded by Viterbi's algorithm on a trellis of
 * 2^(constraint - 1) states.
 */
@Doc("A shift register's parities, ended by zeros: a trellis code, decoded by Viterbi's algorithm")
public record Convolutional(
        @Doc(value = "Bits sent for each message bit: 2 or 3, for rates 1/2 and 1/3", min = 2, max = 3, byDefault = "2")
        int outputs,

        @Doc(
                value = "Constraint length: message bits that each sent bit may depend on",
                unit = "bits",
                min = ConvolutionalCodes.SHORTEST,
                max = ConvolutionalCodes.LONGEST,
                byDefault = "7")
        int constraint)
        implements LinearFamily {
    @Override
    public String label() {
        return "convolutional 1/" + outputs + ", constraint " + constraint;
    }

    /** The encoder's generators; bit {@code constraint - 1 - d} of each takes part with the message bit of d steps ago. */
    public int[] generators() {
        return ConvolutionalCodes.generators(outputs, constraint);
    }

    @Override
    public int bits(int size) {
        return outputs * (CodeFamily.minimalBits(size) + constraint - 1);
    }

    @Override
    public BitMatrix generator(int size, long seed, Progress progress) {
        return ConvolutionalCodes.generator(outputs, constraint, CodeFamily.minimalBits(size));
    }

    @Override
    public CodeParameters parameters(int size) {
        return CodeParameters.linear(
                bits(size),
                CodeFamily.minimalBits(size),
                ConvolutionalCodes.freeDistance(outputs, constraint),
                false); // short messages may have no path of the free distance
    }
}
