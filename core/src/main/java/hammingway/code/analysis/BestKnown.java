package hammingway.code.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What minimum distance binary linear codes are known to reach, n to 256 and k to 20: Brouwer's tables of May 2006 as shipped with GAP
 * GUAVA. Some lower bounds above n = 100 have since risen by 1 or 2 (codetables.de).
 */
public final class BestKnown {
    private static final String TABLE = "/hammingway/tables/best-known-distances.txt";

    private final List<List<Range>> rows;

    private BestKnown(List<List<Range>> rows) {
        this.rows = rows;
    }

    /**
     * @param lower a linear code with this minimum distance is known
     * @param upper none can have a greater one
     */
    public record Range(int lower, int upper) {
        private static Range parse(String text) {
            int dash = text.indexOf('-');
            int lower = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
            return new Range(lower, dash < 0 ? lower : Integer.parseInt(text.substring(dash + 1)));
        }

        @Override
        public String toString() {
            return lower == upper ? "" + lower : lower + "-" + upper;
        }
    }

    /** Reads the table: 26 KB. */
    public static BestKnown load() {
        try (InputStream in = BestKnown.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its table " + TABLE);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new BestKnown(text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line ->
                            List.of(line.split(" ")).stream().map(Range::parse).toList())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of [n, k] codes; empty outside the table. */
    public Optional<Range> of(int n, int k) {
        boolean inside =
                n >= 1 && n <= rows.size() && k >= 1 && k <= rows.get(n - 1).size();
        return inside ? Optional.of(rows.get(n - 1).get(k - 1)) : Optional.empty();
    }
}
