package hammingway.torch.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What the header of a library's file tells, read without loading it. Formats: ELF (System V ABI, chapter 4), PE/COFF
 * (Microsoft's specification), Mach-O ({@code mach-o/loader.h}).
 *
 * @param os     linux, win, osx, or empty when the file is no library
 * @param arch   x86_64, aarch64, or the number of the machine; {@code universal} for several in one file
 * @param bits   32 or 64; 0 when unknown
 * @param length bytes that the header speaks of; the file has fewer when it was cut short
 * @param size   bytes of the file
 */
record NativeLibrary(String os, String arch, int bits, long length, long size) {
    private static final int HEADER = 64;
    /** More entries in a table than any library has. */
    private static final int MOST = 10_000;

    static NativeLibrary read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = bytes(channel, 0, HEADER);
            long size = channel.size();
            if (head.limit() < HEADER) {
                return new NativeLibrary("", "", 0, HEADER, size);
            }
            return switch (head.getInt(0)) {
                case 0x7f454c46 -> elf(channel, head, size);
                case 0xcffaedfe -> new NativeLibrary("osx", mach(head.order(ByteOrder.LITTLE_ENDIAN)), 64, 0, size);
                case 0xcafebabe -> new NativeLibrary("osx", "universal", 64, 0, size);
                default -> head.getShort(0) == 0x4d5a ? pe(channel, head, size) : new NativeLibrary("", "", 0, 0, size);
            };
        }
    }

    boolean whole() {
        return size >= length;
    }

    /** For people. */
    String told() {
        if (os.isEmpty()) {
            return "not a library";
        }
        return "a library for " + new Host(os, arch).told() + (bits == 32 ? ", 32 bit" : "");
    }

    boolean fits(Host host) {
        return os.equals(host.os()) && bits != 32 && (arch.equals(host.arch()) || arch.equals("universal"));
    }

    private static NativeLibrary elf(FileChannel channel, ByteBuffer head, long size) throws IOException {
        boolean wide = head.get(4) == 2;
        ByteOrder order = head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        head.order(order);
        String arch = switch (Short.toUnsignedInt(head.getShort(18))) {
            case 62 -> "x86_64";
            case 183 -> "aarch64";
            case 3 -> "x86";
            case 40 -> "arm";
            case 21 -> "ppc64";
            case 22 -> "s390x";
            case 243 -> "riscv";
            default -> "machine " + Short.toUnsignedInt(head.getShort(18));
        };
        long length = 0;
        if (wide) {
            long sections = head.getLong(40);
            length = sections == 0
                    ? 0
                    : sections + (long) Short.toUnsignedInt(head.getShort(58)) * Short.toUnsignedInt(head.getShort(60));
            length = Math.max(length, segments(channel, head, order));
        }
        return new NativeLibrary("linux", arch, wide ? 64 : 32, length, size);
    }

    /** Where the last byte of an ELF file's segments lies. */
    private static long segments(FileChannel channel, ByteBuffer head, ByteOrder order) throws IOException {
        long table = head.getLong(32);
        int entry = Short.toUnsignedInt(head.getShort(54));
        int count = Short.toUnsignedInt(head.getShort(56));
        if (entry < 56 || count > MOST || table < 0) {
            return 0;
        }
        ByteBuffer all = bytes(channel, table, entry * count).order(order);
        long end = 0;
        for (int i = 0; i < count && (i + 1) * entry <= all.limit(); i++) {
            end = Math.max(end, all.getLong(i * entry + 8) + all.getLong(i * entry + 32));
        }
        return all.limit() < entry * count ? table + (long) entry * count : end;
    }

    private static NativeLibrary pe(FileChannel channel, ByteBuffer head, long size) throws IOException {
        long at = Integer.toUnsignedLong(head.order(ByteOrder.LITTLE_ENDIAN).getInt(60));
        ByteBuffer coff = bytes(channel, at, 24).order(ByteOrder.LITTLE_ENDIAN);
        if (coff.limit() < 24 || coff.getInt(0) != 0x4550) {
            return new NativeLibrary("win", "machine unknown", 0, at + 24, size);
        }
        String arch = switch (Short.toUnsignedInt(coff.getShort(4))) {
            case 0x8664 -> "x86_64";
            case 0xaa64 -> "aarch64";
            case 0x14c -> "x86";
            default -> "machine " + Short.toUnsignedInt(coff.getShort(4));
        };
        int count = Math.min(MOST, Short.toUnsignedInt(coff.getShort(6)));
        long table = at + 24 + Short.toUnsignedInt(coff.getShort(20));
        ByteBuffer sections = bytes(channel, table, 40 * count).order(ByteOrder.LITTLE_ENDIAN);
        long end = table + 40L * count;
        for (int i = 0; (i + 1) * 40 <= sections.limit(); i++) {
            end = Math.max(
                    end,
                    Integer.toUnsignedLong(sections.getInt(i * 40 + 16))
                            + Integer.toUnsignedLong(sections.getInt(i * 40 + 20)));
        }
        return new NativeLibrary("win", arch, arch.equals("x86") ? 32 : 64, end, size);
    }

    private static String mach(ByteBuffer head) {
        return switch (head.getInt(4)) {
            case 0x01000007 -> "x86_64";
            case 0x0100000c -> "aarch64";
            default -> "machine " + head.getInt(4);
        };
    }

    /** As many of the bytes asked for as the file has. */
    private static ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        int n = 0;
        while (n >= 0 && buffer.hasRemaining()) {
            n = channel.read(buffer, from + buffer.position());
        }
        return buffer.flip();
    }
}
