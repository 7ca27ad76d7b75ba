package hammingway.torch.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Folders that look like a libtorch, with libraries of a header and a few bytes. */
final class MadeLibtorch {
    static final Host LINUX = new Host("linux", "x86_64");
    static final int X86_64 = 62;
    static final int AARCH64 = 183;

    private static final String NEW_STRINGS = "\0_ZN3c105ErrorC1ENSt7__cxx1112basic_stringIcEE\0";
    private static final String OLD_STRINGS = "\0_ZN3c105ErrorC1ESs\0";
    private static final int SIZE = 512;

    private MadeLibtorch() {}

    /** An ELF file of 64 bits with one segment that fills it. */
    static byte[] elf(int machine, String symbols) {
        ByteBuffer b = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        b.putShort(18, (short) machine);
        b.putLong(32, 64); // program headers
        b.putLong(40, SIZE - 64); // section headers: one at the very end
        b.putShort(54, (short) 56).putShort(56, (short) 1);
        b.putShort(58, (short) 64).putShort(60, (short) 1);
        b.putInt(64, 1).putLong(64 + 32, SIZE);
        b.put(128, symbols.getBytes(StandardCharsets.ISO_8859_1));
        return b.array();
    }

    /** A Windows library for x86_64. */
    static byte[] pe() {
        ByteBuffer b = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {'M', 'Z'}).putInt(60, 128);
        b.putInt(128, 0x4550).putShort(132, (short) 0x8664);
        return b.array();
    }

    /** A whole libtorch for Linux; {@code version} such as {@code 2.7.1+cpu}. */
    static Path make(Path folder, String version) {
        return make(folder, version, X86_64, NEW_STRINGS);
    }

    static Path makeOld(Path folder, String version) {
        return make(folder, version, X86_64, OLD_STRINGS);
    }

    static Path make(Path folder, String version, int machine, String symbols) {
        for (String name : new String[] {"libtorch.so", "libtorch_cpu.so", "libc10.so"}) {
            put(folder.resolve("lib").resolve(name), elf(machine, symbols));
        }
        if (version.contains("+cu")) {
            for (String name : new String[] {"libtorch_cuda.so", "libc10_cuda.so", "libcudart-218eec4c.so.12"}) {
                put(folder.resolve("lib").resolve(name), elf(machine, ""));
            }
        }
        if (!version.isEmpty()) {
            put(folder.resolve("build-version"), (version + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return folder;
    }

    static void put(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void put(Path file, String text) {
        put(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void cut(Path file, int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    }
}
