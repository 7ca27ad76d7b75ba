package hammingway.torch;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import hammingway.base.WorkbenchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes a TorchScript archive from the readable sources under {@code resources/torchscript} and loads it. An archive is an
 * uncompressed zip of the class's code, a pickle that makes one object without attributes, an empty tuple of constants, and a
 * format version; all four are constants here but for the code.
 */
final class Operators {
    private static final List<String> SOURCES =
            List.of("transformer.py", "opt.py", "llama.py", "encoder.py", "heads.py", "optimizer.py");
    private static final String HEADER =
            "class Ops(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n"
                    + "  def forward(self: __torch__.Ops, x: Tensor) -> Tensor:\n    return x\n";
    private static final String FORMAT = "10\n"; // written by PyTorch 1.10 and later

    private Operators() {}

    /** The caller must keep the model: when it is collected while its block is in use, the JVM crashes. */
    static Model load() {
        Model model = Model.newInstance("operators");
        try {
            Path folder = Files.createTempDirectory("hammingway-operators");
            Path file = folder.resolve("operators.pt");
            try {
                Files.write(file, archive());
                model.load(file, null, Map.of("trainParam", "true"));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | MalformedModelException e) {
            throw new WorkbenchException(
                    "The engine cannot load its operators: " + e.getMessage() + ". Check that the temporary folder "
                            + System.getProperty("java.io.tmpdir") + " can be written to.",
                    e);
        }
        return model;
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "operators/data.pkl", object());
            put(zip, "operators/code/__torch__.py", code().getBytes(StandardCharsets.UTF_8));
            put(zip, "operators/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            put(zip, "operators/version", FORMAT.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    /** The sources as one class body: methods indented, {@code self} typed, comments and blank lines dropped. */
    private static String code() throws IOException {
        StringBuilder code = new StringBuilder(HEADER);
        for (String name : SOURCES) {
            try (InputStream in = Operators.class.getResourceAsStream("/hammingway/torchscript/" + name)) {
                if (in == null) {
                    throw new IOException("no resource " + name);
                }
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                        .forEach(line -> code.append("  ")
                                .append(line.replace("(self,", "(self: __torch__.Ops,"))
                                .append('\n'));
            }
        }
        return code.toString();
    }

    /** Pickle, protocol 2: {@code __torch__.Ops} made without arguments, with the state {'training': True}. */
    private static byte[] object() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x80, 2});
        out.writeBytes("c__torch__\nOps\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {'q', 0, ')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
        out.writeBytes("training".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {(byte) 0x88, 'u', 'b', 'q', 1, '.'});
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] data) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(data.length);
        entry.setCompressedSize(data.length);
        CRC32 crc = new CRC32();
        crc.update(data);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }
}
