package hammingway.math;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** One {@code .npy} file in place: its pages are read when they are looked at, and unmapped when nobody can look any more. */
public final class MappedArray {
    private MappedArray() {}

    /**
     * Maps the data of a row-major array.
     *
     * @param remedy what to do where it is not as it must be
     * @param type  that it must have
     * @param shape that it must have
     * @throws FileFormatException where the file is missing, truncated or of another type or shape
     */
    public static MemorySegment open(Path file, String remedy, String type, int... shape) {
        if (!Files.isRegularFile(file)) {
            throw new FileFormatException(file, "", "no such file", remedy);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer beginning = ByteBuffer.allocate(Npy.MAX_OFFSET);
            while (beginning.hasRemaining() && channel.read(beginning) >= 0) {
                // until the beginning is read
            }
            Npy header = Npy.header(file, beginning.flip(), channel.size());
            List<Integer> wanted = new ArrayList<>();
            for (int s : shape) {
                wanted.add(s);
            }
            if (!header.type().equals(type)
                    || header.fortran()
                    || !header.shape().equals(wanted)) {
                throw new FileFormatException(
                        file,
                        "shape",
                        header.shape() + " of type " + header.type()
                                + (header.fortran() ? " in column-major order" : ""),
                        "It must be " + wanted + " of type " + type + ". " + remedy);
            }
            return channel.map(
                    FileChannel.MapMode.READ_ONLY,
                    header.dataOffset(),
                    channel.size() - header.dataOffset(),
                    Arena.ofAuto());
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read", file, e);
        }
    }
}
