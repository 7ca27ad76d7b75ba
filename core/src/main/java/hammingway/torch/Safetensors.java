package hammingway.torch;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of named tensors (Hugging Face's safetensors): 8 bytes of header length, a JSON header, data. Memory-mapped, every
 * length and offset checked before use; F32, F64, F16 and BF16 are given as float32. Holds no code and runs none.
 */
public final class Safetensors implements AutoCloseable {
    private final Path source;
    private final Arena arena = Arena.ofShared();
    private final Map<String, StoredTensor> stored = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<Path, Long> sizes = new LinkedHashMap<>();

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
            SafetensorsFiles files = SafetensorsFiles.of(fileOrFolder);
            for (Path file : files.files()) {
                tensors.map(file);
            }
            files.index().forEach(tensors::requireIn);
            return tensors;
        } catch (RuntimeException e) {
            tensors.close();
            throw e;
        }
    }

    private void map(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileFormatException(file, "", "it is no plain file", "Name a .safetensors file.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            SafetensorsHeader header = SafetensorsHeader.read(file, all);
            sizes.put(file, all.byteSize());
            metadata.putAll(header.metadata());
            for (StoredTensor t : header.tensors()) {
                if (stored.put(t.name(), t) != null) {
                    throw t.problem("it is in another file too", "Keep one of the two.");
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }

    private void requireIn(String name, Path file) {
        StoredTensor t = stored.get(name);
        if (t == null || !t.file().equals(file)) {
            throw new FileFormatException(
                    file,
                    "tensor \"" + name + "\"",
                    "it is missing, though the index says that it is here",
                    "Fetch the file and the index again: they belong to different models.");
        }
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

    /** Number of values. */
    public long items(String name) {
        return find(name).items();
    }

    /** The type of the values in the file, such as {@code F32} or {@code BF16}. */
    public String dtype(String name) {
        return find(name).dtype();
    }

    /** Whether the values are real numbers, which {@link #read} gives. */
    public boolean real(String name) {
        return find(name).real();
    }

    /** The file or folder that was opened. */
    public Path source() {
        return source;
    }

    /** The file that a tensor is in. */
    public Path file(String name) {
        return find(name).file();
    }

    /** The files that were opened, with their sizes in bytes. */
    public Map<Path, Long> files() {
        return sizes;
    }

    private StoredTensor find(String name) {
        StoredTensor s = stored.get(name);
        if (s == null) {
            throw new FileFormatException(
                    source,
                    "tensor \"" + name + "\"",
                    "it is missing",
                    "The file belongs to another model, or is damaged.");
        }
        return s;
    }

    /**
     * A part of a tensor as float32, for tensors that should not be in memory twice.
     *
     * @param from the first value, counted row-major
     * @param at   where the first value goes
     */
    public void read(String name, long from, float[] into, int at, int count) {
        find(name).read(from, into, at, count);
    }

    /** A tensor of floating numbers, which must have this shape and hold finite values only. */
    public Tensor tensor(String name, long... shape) {
        StoredTensor s = find(name);
        if (!Arrays.equals(s.shape(), shape)) {
            throw s.problem(
                    "shape " + Arrays.toString(s.shape()),
                    "Expected is " + Arrays.toString(shape) + ": the file belongs to another model.");
        }
        return tensor(name);
    }

    public Tensor tensor(String name) {
        StoredTensor s = find(name);
        float[] values = new float[Math.toIntExact(s.items())];
        s.read(0, values, 0, values.length);
        return new Tensor(s.shape().clone(), values);
    }

    /** A tensor of whole numbers. */
    public long[] longs(String name) {
        return find(name).longs();
    }

    /** Writes float32 tensors, in their order. */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<SafetensorsWriter.Entry> entries = tensors.entrySet().stream()
                .map(e -> SafetensorsWriter.Entry.of(e.getKey(), SafetensorsWriter.Type.F32, e.getValue()))
                .toList();
        SafetensorsWriter.write(file, entries, metadata, (tensor, bytes) -> {});
    }

    @Override
    public void close() {
        arena.close();
    }
}
