package hammingway.code.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import java.util.List;

/**
 * What a search found.
 *
 * @param codebook    the best book
 * @param spec        the search
 * @param trace       each improvement, the first book first; for a live curve
 * @param evaluations candidates looked at in all
 * @param seconds     time taken
 * @param cancelled   whether it was stopped before its budget was spent
 */
public record SearchResult(
        Codebook codebook,
        SearchSpec spec,
        List<SearchPoint> trace,
        long evaluations,
        double seconds,
        boolean cancelled) {
    public SearchResult {
        trace = List.copyOf(trace);
    }

    public SearchPoint best() {
        return trace.getLast();
    }

    /** The search that finds this very book again, on any machine. */
    public SearchSpec repeatable() {
        return spec.repeating(evaluations);
    }

    /** What the codebook's file remembers: {@code search} (a {@link SearchSpec} that repeats it) and the figures reached. */
    public ObjectNode provenance() {
        ObjectNode node = Json.object();
        node.set("search", SpecCodec.write(repeatable()));
        node.put("objective", best().objective());
        node.put("seconds", seconds);
        ArrayNode points = node.putArray("trace");
        trace.forEach(p -> points.add(SpecCodec.write(p)));
        return node;
    }
}
