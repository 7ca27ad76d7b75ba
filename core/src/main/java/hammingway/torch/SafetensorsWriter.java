package hammingway.torch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes files of named tensors, part by part: whatever a tensor's size, some megabytes are in memory. */
public final class SafetensorsWriter {
    /** Values of a part. */
    private static final int PART = PartsLoader.PART;

    private SafetensorsWriter() {}

    /** How values are written. */
    public enum Type {
        F32(4),
        /** Rounded to the nearest, ties to even. */
        BF16(2),
        /** Whole numbers from 0 to 255. */
        U8(1);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        private void put(float[] values, int count, ByteBuffer into) {
            switch (this) {
                case F32 -> into.asFloatBuffer().put(values, 0, count);
                case BF16 -> {
                    for (int i = 0; i < count; i++) {
                        into.putShort(bfloat16(values[i]));
                    }
                }
                case U8 -> {
                    for (int i = 0; i < count; i++) {
                        into.put((byte) values[i]);
                    }
                }
            }
        }

        private static short bfloat16(float value) {
            int bits = Float.floatToRawIntBits(value);
            int even = (bits >>> 16) & 1;
            return (short) ((bits + 0x7FFF + even) >>> 16);
        }
    }

    /** A tensor to be written; its values are asked for in order. */
    public record Entry(String name, Type type, long[] shape, PartsLoader.Parts values) {
        /** A tensor that is in memory. */
        public static Entry of(String name, Type type, Safetensors.Tensor tensor) {
            float[] all = tensor.values();
            return new Entry(
                    name,
                    type,
                    tensor.shape(),
                    (from, into, count) -> System.arraycopy(all, Math.toIntExact(from), into, 0, count));
        }

        long items() {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        }

        /** In the file. */
        public long bytes() {
            return items() * type.bytes;
        }
    }

    /** Learns how far the work is, and may end it by an exception. */
    @FunctionalInterface
    public interface Listener {
        void written(String tensor, long bytes);
    }

    /** Writes tensors in their order. */
    public static void write(Path file, List<Entry> entries, Map<String, String> metadata, Listener listener) {
        byte[] json = Json.line(header(entries, metadata)).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8; // data start at a multiple of 8, as the format asks
        ByteBuffer head = ByteBuffer.allocate(8 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(json);
        while (head.hasRemaining()) {
            head.put((byte) ' ');
        }
        AtomicFiles.write(file, out -> {
            out.write(head.array());
            float[] values = new float[PART];
            byte[] bytes = new byte[Float.BYTES * PART];
            for (Entry entry : entries) {
                write(entry, values, bytes, out, listener);
            }
        });
    }

    private static void write(Entry entry, float[] values, byte[] bytes, OutputStream out, Listener listener)
            throws IOException {
        for (long from = 0; from < entry.items(); from += PART) {
            int count = (int) Math.min(PART, entry.items() - from);
            entry.values().read(from, values, count);
            ByteBuffer part = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            entry.type().put(values, count, part);
            int length = count * entry.type().bytes;
            out.write(bytes, 0, length);
            listener.written(entry.name(), length);
        }
    }

    private static ObjectNode header(List<Entry> entries, Map<String, String> metadata) {
        ObjectNode header = Json.object();
        if (!metadata.isEmpty()) {
            ObjectNode m = header.putObject("__metadata__");
            metadata.forEach(m::put);
        }
        long offset = 0;
        for (Entry e : entries) {
            ObjectNode node = header.putObject(e.name());
            node.put("dtype", e.type().name());
            var shape = node.putArray("shape");
            Arrays.stream(e.shape()).forEach(shape::add);
            node.putArray("data_offsets").add(offset).add(offset + e.bytes());
            offset += e.bytes();
        }
        return header;
    }
}
