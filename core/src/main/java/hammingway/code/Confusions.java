package hammingway.code;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which tokens an evaluated run took for which: {@code evaluation/confusions.csv} of its folder. */
public record Confusions(List<Pair> pairs) {
    private static final String HEADER = "target,predicted,count";
    /** 100 million characters: no evaluation of this program writes more. */
    private static final long MAX_BYTES = 100_000_000;

    /** So often the right token was {@code target} and the first choice {@code predicted}. */
    public record Pair(int target, int predicted, long count) {}

    public Confusions {
        pairs = List.copyOf(pairs);
    }

    /**
     * Reads the file.
     *
     * @param size number of tokens; ids must be below it
     */
    public static Confusions read(Path file, int size) {
        List<Pair> pairs = new ArrayList<>();
        List<String> lines = lines(file);
        for (int l = 1; l < lines.size(); l++) {
            String[] fields = lines.get(l).split(",", -1);
            Pair pair = fields.length == 3 ? pair(fields) : new Pair(-1, -1, 0);
            if (pair.target() < 0
                    || pair.target() >= size
                    || pair.predicted() < 0
                    || pair.predicted() >= size
                    || pair.target() == pair.predicted()
                    || pair.count() < 1) {
                throw new FileFormatException(
                        file,
                        "line " + (l + 1),
                        "\"" + lines.get(l) + "\"",
                        "Each line is a target, another token that was predicted, both below " + size
                                + ", and a count of at least 1. Evaluate the run again.");
            }
            pairs.add(pair);
        }
        return new Confusions(pairs);
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new FileFormatException(
                        file, "", Files.size(file) + " bytes", "At most " + MAX_BYTES + " bytes are read.");
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
                throw new FileFormatException(
                        file,
                        "line 1",
                        lines.isEmpty() ? "the file is empty" : "\"" + lines.getFirst() + "\"",
                        "The first line is " + HEADER + ".");
            }
            return lines;
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the confusions", file, e);
        }
    }

    private static Pair pair(String[] fields) {
        try {
            return new Pair(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), Long.parseLong(fields[2]));
        } catch (NumberFormatException unused) {
            return new Pair(-1, -1, 0); // refused by the caller, who knows the line
        }
    }
}
