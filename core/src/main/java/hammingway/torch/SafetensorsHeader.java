package hammingway.torch;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The beginning of a safetensors file: what tensors follow and where. Nothing of it is believed before it is checked. */
record SafetensorsHeader(List<StoredTensor> tensors, Map<String, String> metadata) {
    /** The format's own limit for headers. */
    private static final long MAX_LENGTH = 100_000_000;
    /** The first four bytes of an archive; as a header length it would be 67 million. */
    private static final int ZIP = 'P' | 'K' << 8 | 3 << 16 | 4 << 24;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** @param all the whole file, mapped */
    static SafetensorsHeader read(Path file, MemorySegment all) {
        long size = all.byteSize();
        if (size < 8) {
            throw new FileFormatException(
                    file, "start", size + " bytes", "A safetensors file begins with 8 bytes of header length.");
        }
        refusePickles(file, all);
        long length = all.get(LONG, 0);
        if (length < 2 || length > MAX_LENGTH || length > size - 8) {
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
                    file, "header", "no JSON object", "The file is damaged or no safetensors file; fetch it again.");
        }
        MemorySegment data = all.asSlice(8 + length);
        List<StoredTensor> tensors = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> e : root.properties()) {
            if (e.getKey().equals("__metadata__")) {
                e.getValue()
                        .properties()
                        .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
            } else {
                tensors.add(tensor(file, e.getKey(), e.getValue(), data));
            }
        }
        requireGapless(file, tensors, data);
        return new SafetensorsHeader(tensors, metadata);
    }

    private static void refusePickles(Path file, MemorySegment all) {
        int first = all.get(ValueLayout.JAVA_BYTE, 0) & 0xFF;
        int second = all.get(ValueLayout.JAVA_BYTE, 1) & 0xFF;
        // a header of 19,280 bytes begins with the letters PK as well: only archives go on with 3 and 4
        boolean zip = first == 'P' && second == 'K' && all.get(INT, 0) == ZIP;
        boolean pickle = first == 0x80 && second <= 5 && all.get(LONG, 0) > MAX_LENGTH;
        if (zip || pickle) {
            throw new FileFormatException(
                    file,
                    "start",
                    "a pickle (PyTorch's .bin, .pt or .pth), which could run code",
                    SafetensorsFiles.CONVERT);
        }
    }

    private static StoredTensor tensor(Path file, String name, JsonNode e, MemorySegment data) {
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
        long[] shape = shape(file, where, shapeNode);
        long items = 1;
        for (long n : shape) {
            items *= n;
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
        return new StoredTensor(file, name, dtype, shape, data.asSlice(begin, end - begin));
    }

    private static long[] shape(Path file, String where, JsonNode node) {
        long[] shape = new long[node.size()];
        long items = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = whole(node.get(i));
            if (shape[i] < 0 || (shape[i] > 0 && items > (1L << 40) / shape[i])) {
                throw new FileFormatException(
                        file, where, "shape " + node, "Sizes are 0 or more, and their product is sane.");
            }
            items *= shape[i];
        }
        return shape;
    }

    /** -1, which no check lets pass, for all that is no whole number. */
    private static long whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : -1;
    }

    /** The format's rule: tensors follow each other without overlap or gap and fill the file, so nothing hides in it. */
    private static void requireGapless(Path file, List<StoredTensor> tensors, MemorySegment data) {
        List<StoredTensor> sorted = new ArrayList<>(tensors);
        sorted.sort(Comparator.comparingLong((StoredTensor t) -> begin(t, data))
                .thenComparingLong(t -> t.data().byteSize()));
        long end = 0;
        for (StoredTensor t : sorted) {
            if (begin(t, data) != end) {
                throw t.problem(
                        "data_offsets begin at " + begin(t, data) + ", the tensor before ends at " + end,
                        "Tensors must neither overlap nor leave gaps; save the file again.");
            }
            end += t.data().byteSize();
        }
        if (end != data.byteSize()) {
            throw new FileFormatException(
                    file,
                    "end",
                    (data.byteSize() - end) + " bytes that belong to no tensor",
                    "The file is damaged; fetch or save it again.");
        }
    }

    private static long begin(StoredTensor t, MemorySegment data) {
        return t.data().address() - data.address();
    }
}
