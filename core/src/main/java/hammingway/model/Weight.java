package hammingway.model;

import hammingway.torch.ParameterSet.Init;
import hammingway.torch.ParameterSet.Use;
import java.util.List;

/**
 * A tensor of a trunk: how it starts, and what it is in a checkpoint.
 *
 * @param name       in the parameter set
 * @param parts      tensors of the file whose rows follow each other in ours
 * @param transposed whether the file has the one matrix as (in, out)
 */
public record Weight(String name, Use use, Init init, long[] shape, List<Part> parts, boolean transposed) {
    /** A tensor of a file. */
    public record Part(String name, long... shape) {
        /** Number of values. */
        public long items() {
            long items = 1;
            for (long n : shape) {
                items *= n;
            }
            return items;
        }
    }

    /** Number of its values. */
    public long items() {
        long items = 1;
        for (long n : shape) {
            items *= n;
        }
        return items;
    }

    /** The same in the file. */
    public static Weight same(String name, Use use, Init init, String stored, long... shape) {
        return new Weight(name, use, init, shape, List.of(new Part(stored, shape)), false);
    }

    /** Matrices, or biases, below each other. */
    public static Weight joined(String name, Use use, Init init, List<Part> parts) {
        long[] shape = parts.getFirst().shape().clone();
        shape[0] = parts.stream().mapToLong(p -> p.shape()[0]).sum();
        return new Weight(name, use, init, shape, parts, false);
    }

    /** A matrix (out, in) that the file has as (in, out). */
    public static Weight transposed(String name, Use use, Init init, String stored, long out, long in) {
        return new Weight(name, use, init, new long[] {out, in}, List.of(new Part(stored, in, out)), true);
    }
}
