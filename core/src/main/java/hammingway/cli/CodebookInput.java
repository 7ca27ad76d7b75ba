package hammingway.cli;

import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The codebook that a command reads. */
final class CodebookInput {
    @Parameters(index = "0", paramLabel = "FILE", description = "The codebook: " + CodebookFiles.ENDINGS)
    private Path file;

    @Option(
            names = "--length",
            paramLabel = "BITS",
            description = "Bits of a codeword, where an .npy holds them packed, eight to a byte")
    private OptionalInt length = OptionalInt.empty();

    @Option(names = "--size", paramLabel = "TOKENS", description = "Codewords to take from an .alist; all without it")
    private OptionalInt size = OptionalInt.empty();

    Path file() {
        return file;
    }

    Codebook read() {
        return CodebookFiles.read(file, new CodebookFiles.Reading(size, length));
    }
}
