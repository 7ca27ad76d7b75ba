package hammingway.eval.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.eval.trace.Trace;
import hammingway.vocab.Vocabulary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Positions as rows of figures: the same names in JSON and in CSV. */
public final class TokenRows {
    private final Trace first;
    private final Optional<Trace> second;
    private final Vocabulary vocabulary;
    private final Optional<TokenDistribution> decoded;

    /**
     * @param second  on the same tokens
     * @param decoded adds margin and entropy, which take O(V n / 8) a position
     */
    public TokenRows(Trace first, Optional<Trace> second, Vocabulary vocabulary, Optional<TokenDistribution> decoded) {
        this.first = first;
        this.second = second;
        this.vocabulary = vocabulary;
        this.decoded = decoded;
    }

    public ObjectNode row(int position) {
        ObjectNode row = Json.object();
        int target = first.target(position);
        row.put("position", position)
                .put("window", position / first.context())
                .put("offset", position % first.context())
                .put("target", target)
                .put("text", vocabulary.display(target));
        put(row, "", first, position);
        if (first.hasCodebook()) {
            row.put("wrong_bits", first.wrongBits(position));
        }
        if (decoded.isPresent()) {
            double[] distribution = decoded.get().logProbabilities(position);
            row.put("margin", TokenDistribution.margin(distribution, target))
                    .put("entropy", TokenDistribution.entropy(distribution));
        }
        second.ifPresent(s -> put(row, "second_", s, position));
        return row;
    }

    private void put(ObjectNode row, String before, Trace trace, int position) {
        row.put(before + "predicted", trace.predicted(position))
                .put(before + "predicted_text", vocabulary.display(trace.predicted(position)))
                .put(before + "ranked_above", trace.rank(position))
                .put(before + "log_probability", trace.logProbability(position));
    }

    public ArrayNode json(int[] positions, Progress progress) {
        ArrayNode rows = Json.mapper().createArrayNode();
        for (int i = 0; i < positions.length; i++) {
            tell(progress, i, positions.length);
            rows.add(row(positions[i]));
        }
        return rows;
    }

    /** Names in the first line; nothing but it where there are no positions. */
    public AtomicFiles.Writer csv(int[] positions, Progress progress) {
        return out -> write(positions, progress, out);
    }

    private void write(int[] positions, Progress progress, OutputStream out) throws IOException {
        Writer text = new java.io.OutputStreamWriter(out, StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>();
        row(0).fieldNames().forEachRemaining(names::add);
        text.write(String.join(",", names) + "\n");
        for (int i = 0; i < positions.length; i++) {
            tell(progress, i, positions.length);
            text.write(line(row(positions[i])));
        }
        text.flush();
    }

    private static void tell(Progress progress, int done, int all) {
        if ((done & 1023) == 0) {
            progress.check();
            progress.update((double) done / all, "Writing rows");
        }
    }

    private static String line(ObjectNode row) {
        StringJoiner line = new StringJoiner(",", "", "\n");
        for (JsonNode value : row) {
            line.add(value.isTextual() ? "\"" + value.asText().replace("\"", "\"\"") + "\"" : value.asText());
        }
        return line.toString();
    }
}
