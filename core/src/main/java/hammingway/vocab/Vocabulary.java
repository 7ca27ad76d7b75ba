package hammingway.vocab;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The tokens of a model by id, with their counts in the training part. Immutable. */
public final class Vocabulary {
    private final byte[][] bytes;
    private final long[] counts;
    private final int[] fromTokenizer;
    private final OptionalInt folded;

    private Vocabulary(byte[][] bytes, long[] counts, int[] fromTokenizer, OptionalInt folded) {
        this.bytes = bytes;
        this.counts = counts;
        this.fromTokenizer = fromTokenizer;
        this.folded = folded;
    }

    /**
     * Numbers the tokens of a tokenizer.
     *
     * @param tokenizerCounts occurrences of each tokenizer id in the training part
     */
    static Vocabulary of(VocabularySpec spec, Tokenizer tokenizer, long[] tokenizerCounts) {
        int all = tokenizer.size();
        int[] order = IntStream.range(0, all)
                .boxed()
                .sorted(order(spec, tokenizerCounts))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean fold = spec.keep() > 0 && spec.keep() < all;
        int size = fold ? spec.keep() : all;
        byte[][] bytes = new byte[size][];
        long[] counts = new long[size];
        int[] map = new int[all];
        for (int rank = 0; rank < all; rank++) {
            int id = fold ? Math.min(rank, size - 1) : rank;
            map[order[rank]] = id;
            counts[id] += tokenizerCounts[order[rank]];
            if (rank == id) {
                bytes[id] = fold && id == size - 1 ? new byte[0] : tokenizer.bytes(order[rank]);
            }
        }
        return new Vocabulary(bytes, counts, map, fold ? OptionalInt.of(size - 1) : OptionalInt.empty());
    }

    /**
     * The tokens of a tokenizer under its own ids, not counted.
     *
     * @param size V, of an output layer with rows beyond the tokenizer's tokens; these have no bytes
     */
    static Vocabulary uncounted(Tokenizer tokenizer, int size) {
        return padded(tokenizer, new long[tokenizer.size()], size);
    }

    /** The same with the counts of a text. */
    static Vocabulary padded(Tokenizer tokenizer, long[] tokenizerCounts, int size) {
        if (size < tokenizer.size()) {
            throw new IllegalArgumentException(size + " tokens, the tokenizer has " + tokenizer.size());
        }
        byte[][] bytes = new byte[size][0];
        for (int id = 0; id < tokenizer.size(); id++) {
            bytes[id] = tokenizer.bytes(id);
        }
        return new Vocabulary(
                bytes,
                Arrays.copyOf(tokenizerCounts, size),
                IntStream.range(0, size).toArray(),
                OptionalInt.empty());
    }

    private static Comparator<Integer> order(VocabularySpec spec, long[] counts) {
        return switch (spec.order()) {
            case TOKENIZER -> Comparator.naturalOrder();
            case FREQUENCY ->
                Comparator.<Integer>comparingLong(i -> -counts[i]).thenComparing(Comparator.naturalOrder());
        };
    }

    public int size() {
        return counts.length;
    }

    /** The bytes of a token; none for the folded id. */
    public byte[] bytes(int id) {
        return bytes[id].clone();
    }

    /** Occurrences in the training part. */
    public long count(int id) {
        return counts[id];
    }

    public long[] counts() {
        return counts.clone();
    }

    /** Whether a text was counted: all counts are 0 otherwise, and say nothing. */
    public boolean counted() {
        return Arrays.stream(counts).anyMatch(c -> c > 0);
    }

    /** Whether a token has bytes; padding of an output layer and the folded id have none. */
    public boolean named(int id) {
        return bytes[id].length > 0;
    }

    /** Whether a token's bytes are no text of their own: a part of a character, say. */
    boolean bytesOnly(int id) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes[id]));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }

    /** The id that stands for all tokens outside the kept ones, if there is one. */
    public OptionalInt foldedId() {
        return folded;
    }

    /** Number of tokens of the tokenizer; at least {@link #size}. */
    public int tokenizerSize() {
        return fromTokenizer.length;
    }

    /** Vocabulary ids of tokenizer ids. */
    public int[] map(int[] tokenizerIds) {
        int[] ids = new int[tokenizerIds.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = fromTokenizer[tokenizerIds[i]];
        }
        return ids;
    }

    /** Entropy of the unigram distribution of the training part, in bits. */
    public double unigramEntropyBits() {
        double total = 0;
        for (long c : counts) {
            total += c;
        }
        double entropy = 0;
        for (long c : counts) {
            if (c > 0) {
                entropy -= c / total * Math.log(c / total) / Math.log(2);
            }
        }
        return entropy;
    }

    /** A token for the eye: spaces and line ends as symbols, bytes that are no text in hexadecimal, ids without a token as unused. */
    public String display(int id) {
        if (folded.isPresent() && folded.getAsInt() == id) {
            return "(other)";
        }
        if (!named(id)) {
            return "(unused " + id + ")";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes[id]))
                    .toString();
            return text.replace(' ', '\u2423')
                    .replace("\n", "\u23CE")
                    .replace("\t", "\u21E5")
                    .replaceAll("\\p{Cntrl}", "\uFFFD");
        } catch (CharacterCodingException e) {
            return "0x" + HexFormat.of().withUpperCase().formatHex(bytes[id]);
        }
    }

    /** The text that tokens spell: bytes that are no text become U+FFFD, control characters but line ends and tabs too. */
    public String text(int[] ids) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int id : ids) {
            all.writeBytes(named(id) ? bytes[id] : display(id).getBytes(StandardCharsets.UTF_8));
        }
        return printable(all.toString(StandardCharsets.UTF_8));
    }

    /** A text without control characters but line ends and tabs: they become U+FFFD. */
    public static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
    }

    /** Writes {@code counts.csv}: id, tokenizer_id, count, bytes in hexadecimal, text. Folded tokens share the last id. */
    void write(Path file) {
        StringBuilder csv = new StringBuilder("id,tokenizer_id,count,bytes_hex,text\n");
        int[] first = new int[size()];
        Arrays.fill(first, -1);
        for (int t = 0; t < fromTokenizer.length; t++) {
            int id = fromTokenizer[t];
            csv.append(id)
                    .append(',')
                    .append(t)
                    .append(',')
                    .append(first[id] < 0 ? counts[id] : 0)
                    .append(',');
            csv.append(HexFormat.of().formatHex(bytes[id]))
                    .append(",\"")
                    .append(display(id).replace("\"", "\"\""))
                    .append("\"\n");
            first[id] = t;
        }
        AtomicFiles.writeString(file, csv.toString());
    }

    /** Reads what {@link #write} wrote. */
    static Vocabulary read(Path file, VocabularySpec spec) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the vocabulary", file, e);
        }
        int all = lines.size() - 1;
        int size = spec.keep() > 0 && spec.keep() < all ? spec.keep() : all;
        byte[][] bytes = new byte[size][0];
        long[] counts = new long[size];
        int[] map = new int[Math.max(0, all)];
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", 5);
            try {
                int id = Integer.parseInt(fields[0]);
                map[Integer.parseInt(fields[1])] = id;
                counts[id] += Long.parseLong(fields[2]);
                bytes[id] = HexFormat.of().parseHex(fields[3]);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new FileFormatException(
                        file,
                        "line " + (i + 1),
                        "\"" + lines.get(i) + "\"",
                        "Delete the vocabulary's folder; it is made again.");
            }
        }
        if (size < 2) {
            throw new FileFormatException(
                    file, "", "only " + size + " tokens", "Delete the vocabulary's folder; it is made again.");
        }
        return new Vocabulary(bytes, counts, map, size < all ? OptionalInt.of(size - 1) : OptionalInt.empty());
    }
}
