package hammingway.code;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.code.construct.ConcatenatedCodes;
import hammingway.code.construct.InnerCode;
import hammingway.math.BitMatrix;
import java.util.ArrayList;
import java.util.List;

/** Forney 1966: an outer Reed-Solomon code over GF(16) or GF(256), its symbols encoded by a short binary code. */
@Doc("Reed-Solomon symbols, each in a short binary code: long codewords with the product of both distances")
public record Concatenated(
        @Doc(
                value = "Bits of an outer symbol: 4 for GF(16), 8 for GF(256)",
                unit = "bits",
                min = 4,
                max = 8,
                byDefault = "4")
        int symbolBits,

        @Doc(value = "Symbols of an outer word", unit = "symbols", min = 1, max = 256, byDefault = "16")
        int outerLength,

        @Doc(
                value = "Symbols of a message; 0: the fewest that have room for the tokens",
                unit = "symbols",
                min = 0,
                max = 256,
                byDefault = "0")
        int outerDimension,

        @Doc(
                value = "The binary code of a symbol: none, parity, hamming, extended-hamming, simplex or biorthogonal",
                byDefault = "\"extended-hamming\"")
        InnerCode inner)
        implements LinearFamily, Checked {
    @Override
    public String label() {
        return "Reed-Solomon GF(" + (1 << symbolBits) + ") x "
                + hammingway.base.SpecCodec.kebab(inner.name()).replace('-', ' ');
    }

    @Override
    public int bits(int size) {
        return outerLength * inner.length(symbolBits);
    }

    private int symbols(int size) {
        return outerDimension == 0 ? (CodeFamily.minimalBits(size) + symbolBits - 1) / symbolBits : outerDimension;
    }

    @Override
    public BitMatrix generator(int size, long seed, Progress progress) {
        return ConcatenatedCodes.generator(symbolBits, outerLength, symbols(size), inner);
    }

    @Override
    public CodeParameters parameters(int size) {
        int k = symbols(size);
        return CodeParameters.linear(
                bits(size), k * symbolBits, (outerLength - k + 1) * inner.distance(symbolBits), false);
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (symbolBits != 4 && symbolBits != 8) {
            problems.add(new Problem("symbolBits", "" + symbolBits, "4 or 8", "Symbols of GF(16) or GF(256)"));
        } else if (outerLength > 1 << symbolBits) {
            problems.add(new Problem(
                    "outerLength",
                    "" + outerLength,
                    "1 to " + (1 << symbolBits) + " for GF(" + (1 << symbolBits) + ")",
                    "An outer word has a symbol for each element of the field at most"));
        }
        if (outerDimension > outerLength) {
            problems.add(new Problem(
                    "outerDimension",
                    "" + outerDimension,
                    "0 to " + outerLength,
                    "A message cannot have more symbols than its word"));
        }
        return problems;
    }

    @Override
    public List<Problem> problems(int size) {
        int need = (CodeFamily.minimalBits(size) + symbolBits - 1) / symbolBits;
        if (symbols(size) > outerLength) {
            return List.of(new Problem(
                    "outerLength", "" + outerLength, need + " or more", size + " tokens need " + need + " symbols"));
        }
        return LinearFamily.room(
                symbols(size) * symbolBits, size, "outerDimension", outerDimension, "0, or " + need + " or more");
    }
}
