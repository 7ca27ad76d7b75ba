package hammingway.cli;

import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import java.nio.file.Path;
import java.util.Optional;
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
    private Optional<Integer> length = Optional.empty();

    @Option(names = "--size", paramLabel = "TOKENS", description = "Codewords to take from an .alist; all without it")
    private Optional<Integer> size = Optional.empty();

    Path file() {
        return file;
    }

    Codebook read() {
        return CodebookFiles.read(file, new CodebookFiles.Reading(number(size), number(length)));
    }

    private static OptionalInt number(Optional<Integer> option) {
        return option.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
