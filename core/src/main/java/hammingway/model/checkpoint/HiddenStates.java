package hammingway.model.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.base.AtomicFiles;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.data.Batch;
import hammingway.math.MappedArray;
import hammingway.math.Npy;
import hammingway.model.Trunk;
import hammingway.torch.Torch;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What a backbone gives for windows of a text, computed once: {@code (windows x context, d)} in an {@code .npy} file, float16 or float32,
 * mapped and not loaded.
 */
public final class HiddenStates {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final String REMEDY = "Delete the file: it is computed again.";

    private final Form form;
    private final MemorySegment values;

    /**
     * The form of a file.
     *
     * @param windows number of windows
     * @param context positions of each
     * @param width   d
     * @param half    float16 instead of float32
     */
    public record Form(int windows, int context, int width, boolean half) {
        String type() {
            return half ? "<f2" : "<f4";
        }

        int positions() {
            return Math.multiplyExact(windows, context);
        }

        /** Of the file, but for its header. */
        public long bytes() {
            return (long) positions() * width * (half ? 2 : 4);
        }
    }

    private HiddenStates(Form form, MemorySegment values) {
        this.form = form;
        this.values = values;
    }

    /**
     * Opens the file, or makes it first.
     *
     * @param batch the windows of these numbers
     */
    public static HiddenStates of(
            Path file, Form form, Torch torch, Trunk trunk, IntFunction<Batch> batch, Progress progress) {
        if (!Files.isRegularFile(file)) {
            make(file, form, torch, trunk, batch, progress);
        }
        return new HiddenStates(form, MappedArray.open(file, REMEDY, form.type(), form.positions(), form.width()));
    }

    private static void make(
            Path file, Form form, Torch torch, Trunk trunk, IntFunction<Batch> batch, Progress progress) {
        requireSpace(file, form);
        AtomicFiles.write(file, out -> {
            out.write(Npy.header(form.type(), form.positions(), form.width()));
            for (int from = 0; from < form.windows(); from++) {
                progress.check();
                progress.update((double) from / form.windows(), "Hidden states of the original");
                out.write(bytes(form, torch, trunk, batch.apply(from)));
            }
        });
    }

    private static void requireSpace(Path file, Form form) {
        try {
            Path there = file.toAbsolutePath();
            while (Files.notExists(there)) {
                there = there.resolveSibling("..").normalize();
            }
            long free = Files.getFileStore(there).getUsableSpace();
            if (free < form.bytes()) {
                throw new WorkbenchException(String.format(
                        Locale.ROOT,
                        "%s would have %,d MB, and its disk has %,d MB free. Set training.keepHiddenStates to false, or use less text.",
                        file,
                        form.bytes() / 1_000_000,
                        free / 1_000_000));
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot look at the disk of", file, e);
        }
    }

    private static byte[] bytes(Form form, Torch torch, Trunk trunk, Batch windows) {
        float[] states;
        try (NDManager scope = torch.scope()) {
            NDArray ids = scope.create(windows.inputs(), new Shape(windows.size(), windows.context()));
            states = trunk.hidden(scope, ids, false).toFloatArray();
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(states.length * (form.half() ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        for (float s : states) {
            if (form.half()) {
                bytes.putShort(Float.floatToFloat16(s));
            } else {
                bytes.putFloat(s);
            }
        }
        return bytes.array();
    }

    public int windows() {
        return form.windows();
    }

    /** States (windows, T, d), float32. */
    public NDArray read(NDManager scope, int... windows) {
        int each = form.context() * form.width();
        float[] states = new float[windows.length * each];
        for (int w = 0; w < windows.length; w++) {
            long from = (long) windows[w] * each;
            if (form.half()) {
                for (int i = 0; i < each; i++) {
                    states[w * each + i] = Float.float16ToFloat(values.getAtIndex(HALF, from + i));
                }
            } else {
                MemorySegment.copy(values, FLOAT, from * Float.BYTES, states, w * each, each);
            }
        }
        return scope.create(states, new Shape(windows.length, form.context(), form.width()));
    }
}
