package hammingway.data;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.math.Npy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Token ids on disk: a one-dimensional {@code .npy} of uint16 or int32, mapped into memory; or ids in memory. A second shard of as many
 * zeros and ones may tell which of them count as targets. Thread-safe for reading.
 */
public final class TokenShard {
    private final ByteBuffer bytes;
    private final boolean wide;
    private final int offset;
    private final int length;
    private final Optional<TokenShard> marks;

    private TokenShard(ByteBuffer bytes, boolean wide, int offset, int length, Optional<TokenShard> marks) {
        this.bytes = bytes;
        this.wide = wide;
        this.offset = offset;
        this.length = length;
        this.marks = marks;
    }

    /** The same ids, of which those count as targets that are marked by a 1. */
    TokenShard marked(TokenShard ones) {
        return new TokenShard(bytes, wide, offset, length, Optional.of(ones));
    }

    /** Ids that lie on no disk; 4 bytes each. */
    static TokenShard of(int[] ids) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(ids.length, Integer.BYTES));
        bytes.asIntBuffer().put(ids);
        return new TokenShard(bytes, true, 0, ids.length, Optional.empty());
    }

    /** Writes ids, as uint16 where the vocabulary allows. */
    static void write(Path file, int[] ids, int vocabulary) {
        AtomicFiles.write(file, out -> {
            if (vocabulary <= 65_536) {
                Npy.writeUnsignedShorts(out, ids, ids.length);
            } else {
                Npy.writeInts(out, ids, ids.length);
            }
        });
    }

    /** @param vocabulary ids must be below it; all are checked, so that no bad id reaches the engine */
    public static TokenShard open(Path file, int vocabulary) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new FileFormatException(
                        file, "", channel.size() + " bytes", "A shard has at most 2 GB; use less text.");
            }
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            Npy header = Npy.header(file, bytes, channel.size());
            if (header.shape().size() != 1
                    || !(header.type().equals("<u2") || header.type().equals("<i4"))) {
                throw new FileFormatException(
                        file,
                        "",
                        header.type() + " of shape " + header.shape(),
                        "Token shards are <u2 or <i4 of one dimension; delete the file, it is made again.");
            }
            TokenShard shard = new TokenShard(
                    bytes,
                    header.type().equals("<i4"),
                    header.dataOffset(),
                    Math.toIntExact(header.items()),
                    Optional.empty());
            for (int i = 0; i < shard.length; i++) {
                if (shard.get(i) < 0 || shard.get(i) >= vocabulary) {
                    throw new FileFormatException(
                            file,
                            "token " + i,
                            "id " + shard.get(i),
                            "Ids are below " + vocabulary + "; delete the file, it is made again.");
                }
            }
            return shard;
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the tokens", file, e);
        }
    }

    public int length() {
        return length;
    }

    public int get(int i) {
        return wide ? bytes.getInt(offset + 4 * i) : bytes.getShort(offset + 2 * i) & 0xFFFF;
    }

    /** Whether some of the ids may not count as targets. */
    public boolean marked() {
        return marks.isPresent();
    }

    /** 1 where an id counts as a target, 0 where it is there to be read alone. */
    public int weight(int i) {
        return marks.isPresent() ? marks.get().get(i) : 1;
    }

    /** Ids {@code from} to {@code from + n - 1} into {@code out} at {@code at}. */
    void copy(int from, long[] out, int at, int n) {
        for (int i = 0; i < n; i++) {
            out[at + i] = get(from + i);
        }
    }
}
