package hammingway.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hammingway.torch.ParameterSet.Use;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Adds tensors to a parameter set part by part, so that beside the tensors themselves only some megabytes are in memory, however
 * large a tensor is. What it holds is freed by closing it, not some time later.
 */
public final class PartsLoader implements AutoCloseable {
    /** Values of a part: 4 MB. */
    static final int PART = 1 << 20;

    private final Torch torch;
    private final ParameterSet parameters;
    private final Arena arena = Arena.ofConfined();
    private final NDManager scope;
    private final float[] values = new float[PART];
    private final ByteBuffer bytes;
    private final NDArray part;

    PartsLoader(Torch torch, ParameterSet parameters) {
        this.torch = torch;
        this.parameters = parameters;
        this.scope = torch.scope();
        this.bytes = arena.allocate((long) Float.BYTES * PART, Float.BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
        this.part = scope.create(new Shape(PART), DataType.FLOAT32);
    }

    /** Values in parts, row-major: a file's. */
    @FunctionalInterface
    public interface Parts {
        /** Gives the values {@code from .. from + count - 1}. */
        void read(long from, float[] into, int count);
    }

    public void add(String name, Parts source, Use use, long... shape) {
        parameters.add(name, to -> fill(to, source), use, shape);
    }

    private void fill(NDArray to, Parts source) {
        long size = to.size();
        for (long from = 0; from < size; from += PART) {
            int count = (int) Math.min(PART, size - from);
            source.read(from, values, count);
            bytes.asFloatBuffer().put(values, 0, count);
            part.set(bytes);
            try (NDManager call = scope.newSubManager()) {
                torch.call(call, "copy_part", to, part, call.create(from), call.create(count));
            }
        }
    }

    @Override
    public void close() {
        scope.close(); // before the memory that its array shares
        arena.close();
    }
}
