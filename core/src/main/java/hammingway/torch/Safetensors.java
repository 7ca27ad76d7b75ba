package hammingway.torch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of named tensors (Hugging Face's safetensors): 8 bytes of header length, a JSON header, data. Memory-mapped, every
 * length and offset checked before use; F32, F64, F16 and BF16 are given as float32. Holds no code and runs none.
 */
public final class Safetensors implements AutoCloseable {
    /** The format's own limit for headers. */
    private static final long MAX_HEADER = 100_000_000;
    /** The first four bytes of an archive; as a header length it would be 67 million. */
    private static final int ZIP = 'P' | 'K' << 8 | 3 << 16 | 4 << 24;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path source;
    private final Arena arena = Arena.ofShared();
    private final Map<String, Stored> stored = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private record Stored(Path file, String dtype, long[] shape, MemorySegment data) {}

    /** A tensor in memory: its shape and its values, row-major. */
    public record Tensor(long[] shape, float[] values) {}

    private Safetensors(Path source) {
        this.source = source;
    }

    /**
     * Opens a file, or a folder with {@code model.safetensors} or, sharded, {@code model.safetensors.index.json}.
     *
     * @throws FileFormatException also for pickles, which are never read
     */
    public static Safetensors open(Path fileOrFolder) {
        Safetensors tensors = new Safetensors(fileOrFolder);
        try {
            for (Path file : files(fileOrFolder)) {
                tensors.map(file);
            }
            return tensors;
        } catch (RuntimeException e) {
            tensors.close();
            throw e;
        }
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        Path single = path.resolve("model.safetensors");
        Path index = path.resolve("model.safetensors.index.json");
        if (Files.exists(single)) {
            return List.of(single);
        }
        if (Files.exists(index)) {
            List<Path> files = new ArrayList<>();
            for (JsonNode name : Json.read(index).path("weight_map")) {
                if (!name.asText().matches("[\\w.-]+\\.safetensors")) {
                    throw new FileFormatException(
                            index,
                            "weight_map",
                            "the file name " + name,
                            "Names of .safetensors files beside the index are allowed.");
                }
                Path file = path.resolve(name.asText());
                if (!files.contains(file)) {
                    files.add(file);
                }
            }
            return files;
        }
        boolean pickle = Files.exists(path.resolve("pytorch_model.bin"));
        throw new FileFormatException(
                path,
                "",
                pickle
                        ? "the weights are a pickle (pytorch_model.bin), which could run code"
                        : "there is no model.safetensors",
                "Convert the model once in Python: model.save_pretrained(folder, safe_serialization=True).");
    }

    private void map(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8) {
                throw new FileFormatException(
                        file, "start", size + " bytes", "A safetensors file begins with 8 bytes of header length.");
            }
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            long length = all.get(LONG, 0);
            refusePickles(file, all);
            if (length < 2 || length > MAX_HEADER || length > size - 8) {
                throw new FileFormatException(
                        file,
                        "header length",
                        Long.toUnsignedString(length) + " in a file of " + size + " bytes",
                        "The file is truncated or no safetensors file; fetch it again.");
            }
            byte[] header = all.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
            JsonNode root = Json.parse(file, new String(header, StandardCharsets.UTF_8));
            if (!root.isObject()) {
                throw new FileFormatException(
                        file,
                        "header",
                        "no JSON object",
                        "The file is damaged or no safetensors file; fetch it again.");
            }
            MemorySegment data = all.asSlice(8 + length);
            List<Map.Entry<String, Stored>> read = new ArrayList<>();
            for (Map.Entry<String, JsonNode> e : root.properties()) {
                if (e.getKey().equals("__metadata__")) {
                    e.getValue()
                            .properties()
                            .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
                } else {
                    read.add(Map.entry(e.getKey(), entry(file, e.getKey(), e.getValue(), data)));
                }
            }
            requireGapless(file, read, data);
            for (Map.Entry<String, Stored> e : read) {
                if (stored.put(e.getKey(), e.getValue()) != null) {
                    throw new FileFormatException(
                            file, "tensor \"" + e.getKey() + "\"", "it is in another file too", "Keep one of the two.");
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    /** The format's rule: tensors follow each other without overlap or gap and fill the file, so nothing hides in it. */
    private static void requireGapless(Path file, List<Map.Entry<String, Stored>> read, MemorySegment data) {
        List<Map.Entry<String, Stored>> sorted = new ArrayList<>(read);
        sorted.sort(Comparator.comparingLong((Map.Entry<String, Stored> e) -> begin(e, data))
                .thenComparingLong(e -> e.getValue().data().byteSize()));
        long end = 0;
        for (Map.Entry<String, Stored> e : sorted) {
            if (begin(e, data) != end) {
                throw new FileFormatException(
                        file,
                        "tensor \"" + e.getKey() + "\"",
                        "data_offsets begin at " + begin(e, data) + ", the tensor before ends at " + end,
                        "Tensors must neither overlap nor leave gaps; save the file again.");
            }
            end += e.getValue().data().byteSize();
        }
        if (end != data.byteSize()) {
            throw new FileFormatException(
                    file,
                    "end",
                    (data.byteSize() - end) + " bytes that belong to no tensor",
                    "The file is damaged; fetch or save it again.");
        }
    }

    private static long begin(Map.Entry<String, Stored> e, MemorySegment data) {
        return e.getValue().data().address() - data.address();
    }

    private static void refusePickles(Path file, MemorySegment all) {
        int first = all.get(ValueLayout.JAVA_BYTE, 0) & 0xFF;
        int second = all.get(ValueLayout.JAVA_BYTE, 1) & 0xFF;
        // a header of 19,280 bytes begins with the letters PK as well: only archives go on with 3 and 4
        boolean zip = first == 'P' && second == 'K' && all.get(INT, 0) == ZIP;
        boolean pickle = first == 0x80 && second <= 5 && all.get(LONG, 0) > MAX_HEADER;
        if (zip || pickle) {
            throw new FileFormatException(
                    file,
                    "start",
                    "a pickle (PyTorch's .bin or .pt), which could run code",
                    "Convert it once in Python with safetensors.torch.save_file.");
        }
    }

    private static Stored entry(Path file, String name, JsonNode e, MemorySegment data) {
        String where = "tensor \"" + name + "\"";
        String dtype = e.path("dtype").asText();
        int bytes = switch (dtype) {
            case "F64", "I64", "U64" -> 8;
            case "F32", "I32", "U32" -> 4;
            case "F16", "BF16", "I16", "U16" -> 2;
            case "U8", "I8", "BOOL" -> 1;
            default ->
                throw new FileFormatException(
                        file, where, "dtype " + e.path("dtype"), "Read are F64, F32, F16, BF16 and whole numbers.");
        };
        JsonNode shapeNode = e.path("shape");
        JsonNode offsets = e.path("data_offsets");
        if (!shapeNode.isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw new FileFormatException(
                    file, where, "shape " + shapeNode + ", data_offsets " + offsets, "Both must be lists of numbers.");
        }
        long[] shape = new long[shapeNode.size()];
        long items = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = whole(shapeNode.get(i));
            if (shape[i] < 0 || (shape[i] > 0 && items > (1L << 40) / shape[i])) {
                throw new FileFormatException(
                        file, where, "shape " + shapeNode, "Sizes are 0 or more, and their product is sane.");
            }
            items *= shape[i];
        }
        long begin = whole(offsets.get(0));
        long end = whole(offsets.get(1));
        if (begin < 0 || end < begin || end > data.byteSize() || end - begin != items * bytes) {
            throw new FileFormatException(
                    file,
                    where,
                    "data_offsets " + offsets + " for shape " + shapeNode + " of " + dtype + " in " + data.byteSize()
                            + " bytes of data",
                    "The file is truncated or damaged; fetch it again.");
        }
        return new Stored(file, dtype, shape, data.asSlice(begin, end - begin));
    }

    /** -1, which no check lets pass, for all that is no whole number. */
    private static long whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : -1;
    }

    public Set<String> names() {
        return stored.keySet();
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public boolean has(String name) {
        return stored.containsKey(name);
    }

    public long[] shape(String name) {
        return find(name).shape().clone();
    }

    private Stored find(String name) {
        Stored s = stored.get(name);
        if (s == null) {
            throw new FileFormatException(
                    source,
                    "tensor \"" + name + "\"",
                    "it is missing",
                    "The file belongs to another model, or is damaged.");
        }
        return s;
    }

    /** A tensor of floating numbers, which must have this shape and hold finite values only. */
    public Tensor tensor(String name, long... shape) {
        Stored s = find(name);
        if (!Arrays.equals(s.shape(), shape)) {
            throw new FileFormatException(
                    s.file(),
                    "tensor \"" + name + "\"",
                    "shape " + Arrays.toString(s.shape()),
                    "Expected is " + Arrays.toString(shape) + ": the file belongs to another model.");
        }
        return tensor(name);
    }

    public Tensor tensor(String name) {
        Stored s = find(name);
        long items = Arrays.stream(s.shape()).reduce(1, Math::multiplyExact);
        float[] values = new float[Math.toIntExact(items)];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(s, i, name);
            if (!Float.isFinite(values[i])) {
                throw new FileFormatException(
                        s.file(),
                        "tensor \"" + name + "\"",
                        "the value " + values[i] + " at position " + i,
                        "Weights must be finite; the model diverged or the file is damaged.");
            }
        }
        return new Tensor(s.shape().clone(), values);
    }

    private static float value(Stored s, int i, String name) {
        return switch (s.dtype()) {
            case "F32" -> s.data().getAtIndex(FLOAT, i);
            case "F64" -> (float) s.data().getAtIndex(DOUBLE, i);
            case "F16" -> Float.float16ToFloat(s.data().getAtIndex(SHORT, i));
            case "BF16" -> Float.intBitsToFloat(s.data().getAtIndex(SHORT, i) << 16);
            default ->
                throw new FileFormatException(
                        s.file(), "tensor \"" + name + "\"", "dtype " + s.dtype(), "Floating numbers are needed here.");
        };
    }

    /** A tensor of whole numbers. */
    public long[] longs(String name) {
        Stored s = find(name);
        int items = Math.toIntExact(Arrays.stream(s.shape()).reduce(1, Math::multiplyExact));
        long[] values = new long[items];
        for (int i = 0; i < items; i++) {
            values[i] = switch (s.dtype()) {
                case "I64" -> s.data().getAtIndex(LONG, i);
                case "I32" -> s.data().getAtIndex(INT, i);
                default ->
                    throw new FileFormatException(
                            s.file(), "tensor \"" + name + "\"", "dtype " + s.dtype(), "I32 or I64 is needed here.");
            };
        }
        return values;
    }

    /** Writes float32 tensors, in their order. */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        ObjectNode header = Json.object();
        if (!metadata.isEmpty()) {
            ObjectNode m = header.putObject("__metadata__");
            metadata.forEach(m::put);
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
            ObjectNode node = header.putObject(e.getKey());
            node.put("dtype", "F32");
            var shape = node.putArray("shape");
            Arrays.stream(e.getValue().shape()).forEach(shape::add);
            long end = offset + 4L * e.getValue().values().length;
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = Json.line(header).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8; // data start at a multiple of 8, as the format asks
        AtomicFiles.write(file, out -> {
            ByteBuffer head = ByteBuffer.allocate(8 + padded)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(padded)
                    .put(json);
            while (head.hasRemaining()) {
                head.put((byte) ' ');
            }
            out.write(head.array());
            for (Tensor tensor : tensors.values()) {
                ByteBuffer data =
                        ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
                data.asFloatBuffer().put(tensor.values());
                out.write(data.array());
            }
        });
    }

    @Override
    public void close() {
        arena.close();
    }
}
