package hammingway.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.FileFormatException;
import hammingway.base.WorkbenchException;
import hammingway.code.format.ArrayFile;
import hammingway.code.format.FileContent;
import hammingway.code.format.ParityCheckFile;
import hammingway.code.format.TextFile;
import hammingway.code.format.TokenTable;
import hammingway.math.BitMatrix;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Codebooks on disk, by the ending of the name. {@code .npz} is ours and holds all: bits, recipe, provenance. Bits alone: {@code .npy},
 * {@code .csv} (token_id,token,code), {@code .txt} (0 and 1, or +1 and -1) and {@code .alist} (parity checks of a linear code).
 */
public final class CodebookFiles {
    static final long MAX_BYTES = FileContent.MAX_BYTES;

    /** The endings that are known, for people. */
    public static final String ENDINGS = ".npz, .npy, .csv, .txt and .alist";

    private static final List<String> KNOWN = List.of("npz", "npy", "csv", "txt", "alist");

    private CodebookFiles() {}

    /**
     * What a file does not tell.
     *
     * @param size   V of an .alist, whose code has 2^k words; without it all are read
     * @param packed n of an .npy whose bits are packed, eight to a byte; without it the file holds zeros and ones
     */
    public record Reading(OptionalInt size, OptionalInt packed) {
        public static final Reading PLAIN = new Reading(OptionalInt.empty(), OptionalInt.empty());
    }

    /** How an ending is written that knows two ways. */
    public enum Style {
        /** {@code .npy}: a byte a bit; {@code .txt}: 0 and 1. */
        PLAIN,
        /** {@code .npy}: as {@code numpy.packbits(bits, axis=1)} does. */
        PACKED,
        /** {@code .txt}: +1 and -1. */
        SIGNS
    }

    /** Writes an {@code .npz}. */
    public static void write(Path file, Codebook codebook) {
        CodebookArchive.write(file, codebook, Optional.empty());
    }

    /**
     * Writes an {@code .npz} that remembers how the bits were found.
     *
     * @param provenance kept as it is under {@code provenance} of the file's {@code meta}; left out when empty
     */
    public static void write(Path file, Codebook codebook, ObjectNode provenance) {
        CodebookArchive.write(file, codebook, Optional.of(provenance).filter(p -> !p.isEmpty()));
    }

    /** What an {@code .npz} says of how its codebook was found. */
    public static Optional<JsonNode> provenance(Path file) {
        return ending(file).equals("npz") ? CodebookArchive.provenance(file) : Optional.empty();
    }

    /** {@link Codebook#name} and length in bits. */
    public record Title(String name, int length) {}

    /** Of an {@code .npz}, without reading the codewords: for lists of many. */
    public static Title title(Path file) {
        return CodebookArchive.title(file);
    }

    /**
     * Writes any kind.
     *
     * @param vocabulary gives the texts of a {@code .csv}
     */
    public static void write(Path file, Codebook codebook, Style style, Optional<Vocabulary> vocabulary) {
        String ending = ending(file);
        boolean fits = switch (style) {
            case PLAIN -> true;
            case PACKED -> ending.equals("npy");
            case SIGNS -> ending.equals("txt");
        };
        if (!fits) {
            throw new WorkbenchException(file + ": " + style.name().toLowerCase(Locale.ROOT) + " bits are written as "
                    + (style == Style.PACKED ? ".npy" : ".txt")
                    + ". Change the name's ending, or leave the style out.");
        }
        switch (ending) {
            case "npz" -> write(file, codebook);
            case "npy" -> {
                if (style == Style.PACKED) {
                    ArrayFile.writePacked(file, codebook.bits());
                } else {
                    ArrayFile.write(file, codebook.bits());
                }
            }
            case "csv" ->
                TokenTable.write(
                        file,
                        codebook.bits(),
                        t -> vocabulary.map(v -> v.display(t)).orElse(""));
            case "txt" -> TextFile.write(file, codebook.bits(), style == Style.SIGNS);
            case "alist" -> ParityCheckFile.write(file, codebook.bits());
            default -> throw unknown(file);
        }
    }

    /** Refuses a name whose ending is not known, before work is done for it. */
    public static void requireKnown(Path file) {
        if (!KNOWN.contains(ending(file))) {
            throw unknown(file);
        }
    }

    /** Reads any kind, by its ending. */
    public static Codebook read(Path file) {
        return read(file, Reading.PLAIN);
    }

    public static Codebook read(Path file, Reading reading) {
        return ending(file).equals("npz")
                ? CodebookArchive.read(file)
                : Codebook.of(readBits(file, reading), Optional.empty());
    }

    /** The bits alone, row i being codeword i. */
    public static BitMatrix readBits(Path file, Reading reading) {
        if (reading.packed().isPresent() && !ending(file).equals("npy")) {
            throw new WorkbenchException(file + ": a number of packed bits is for .npy alone. Leave it out.");
        }
        return switch (ending(file)) {
            case "npz" -> CodebookArchive.read(file).bits();
            case "npy" ->
                reading.packed().isPresent()
                        ? ArrayFile.readPacked(file, reading.packed().getAsInt())
                        : ArrayFile.read(file);
            case "csv" -> TokenTable.read(file);
            case "txt" -> TextFile.read(file);
            case "alist" -> ParityCheckFile.read(file, reading.size());
            default -> throw unknown(file);
        };
    }

    private static FileFormatException unknown(Path file) {
        return new FileFormatException(file, "", "an unknown kind of codebook file", "Known are " + ENDINGS + ".");
    }

    private static String ending(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
