package hammingway.eval;

import ai.djl.ndarray.NDArray;
import hammingway.base.AtomicFiles;
import hammingway.math.Npy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code traces/logits.npy}: float16 (positions, n), written while positions are evaluated and moved into place at the end. */
final class LogitTrace implements AutoCloseable {
    /** The largest finite half. */
    private static final float LARGEST = 65_504;

    /** The least positive half, 2^-24. */
    private static final short LEAST = 1;

    private final Optional<Path> file;
    private final Path temporary;
    private final OutputStream out;

    private LogitTrace(Optional<Path> file, Path temporary, OutputStream out) {
        this.file = file;
        this.temporary = temporary;
        this.out = out;
    }

    static LogitTrace open(Optional<Path> folder, int positions, int logits) {
        if (folder.isEmpty()) {
            return new LogitTrace(Optional.empty(), Path.of(""), OutputStream.nullOutputStream());
        }
        Path file = folder.get().resolve("logits.npy");
        Path temporary = file.resolveSibling(file.getFileName() + AtomicFiles.TEMPORARY);
        try {
            Files.createDirectories(folder.get());
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16);
            out.write(Npy.header("<f2", positions, logits));
            return new LogitTrace(Optional.of(file), temporary, out);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write", file, e);
        }
    }

    void add(NDArray logits) {
        if (file.isEmpty()) {
            return;
        }
        float[] values = logits.toFloatArray();
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            bytes.putShort(half(v));
        }
        try {
            out.write(bytes.array());
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write", file.get(), e);
        }
    }

    /** The nearest half that is finite and decides its bit alike: what would become 0 keeps its sign as the least half there is. */
    private static short half(float value) {
        float cut = Math.clamp(value, -LARGEST, LARGEST);
        short half = Float.floatToFloat16(Float.isNaN(value) ? value : cut);
        return half << 1 == 0 && value > 0 ? LEAST : half;
    }

    void finish() {
        if (file.isEmpty()) {
            return;
        }
        try {
            out.close();
            Files.move(temporary, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write", file.get(), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            if (file.isPresent()) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot close", temporary, e);
        }
    }
}
