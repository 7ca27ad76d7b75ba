package hammingway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.analysis.BestKnown;
import hammingway.code.analysis.Bounds;
import hammingway.code.analysis.CodebookReport;
import hammingway.code.analysis.Distances;
import hammingway.code.analysis.ErrorCurves;
import hammingway.code.analysis.Neighbours;
import hammingway.code.analysis.Structure;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.TokenDecoder;
import hammingway.code.decode.TopK;
import hammingway.code.format.FileContent;
import hammingway.math.Npy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands that read codebooks. */
final class CodeReading {
    private CodeReading() {}

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a codebook, or the codewords and nearest neighbours of some tokens.",
            footer = {"", "Example: code show book.npz 0 1 2"})
    static final class Show implements Callable<Integer> {
        private static final int NEIGHBOURS = 5;

        @ParentCommand
        private CodeCommand parent;

        @Mixin
        private CodebookInput input;

        @Parameters(index = "1..*", paramLabel = "TOKEN", description = "Ids of tokens")
        private List<Integer> tokens = List.of();

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() {
            Codebook book = input.read();
            for (int t : tokens) {
                if (t < 0 || t >= book.size()) {
                    throw new WorkbenchException(
                            "TOKEN = " + t + ": allowed are 0 to " + (book.size() - 1) + ", the codebook's tokens.");
                }
            }
            ObjectNode node = Json.object();
            node.put("name", book.name())
                    .put("tokens", book.size())
                    .put("length", book.length())
                    .put("sha256", book.hash());
            book.recipe().ifPresent(r -> node.set("recipe", SpecCodec.write(r)));
            CodebookFiles.provenance(input.file()).ifPresent(p -> node.set("provenance", p));
            ArrayNode words = node.putArray("codewords");
            for (int t : tokens) {
                ObjectNode word = words.addObject();
                word.put("token", t).put("code", book.bits().text(t));
                ArrayNode near = word.putArray("nearest");
                for (Neighbours.Neighbour n : Neighbours.nearest(book, t, Math.min(NEIGHBOURS, book.size() - 1))) {
                    near.addObject().put("token", n.token()).put("distance", n.distance());
                }
            }
            if (json) {
                parent.main().out().printf("%s", Json.pretty(node));
                return 0;
            }
            parent.main()
                    .out()
                    .println(book.name() + ", " + book.size() + " tokens, " + book.length() + " bits, sha256 "
                            + book.hash());
            words.forEach(w -> {
                StringBuilder near = new StringBuilder();
                w.path("nearest")
                        .forEach(n -> near.append(near.isEmpty() ? "" : ", ")
                                .append(n.path("token").asInt())
                                .append(" (")
                                .append(n.path("distance").asInt())
                                .append(')'));
                parent.main()
                        .out()
                        .println(w.path("token").asInt() + " " + w.path("code").asText() + "  nearest " + near);
            });
            return 0;
        }
    }

    @Command(
            name = "analyse",
            mixinStandardHelpOptions = true,
            description = "Analyses a codebook: distances, structure, columns, bounds, errors.",
            footer = {"", "Example: code analyse book.npz --json"})
    static final class Analyse implements Callable<Integer> {
        @ParentCommand
        private CodeCommand parent;

        @Mixin
        private CodebookInput input;

        @Option(names = "--json", description = "Print everything exact as JSON: distances, columns, bounds, spectrum")
        private boolean json;

        @Override
        public Integer call() {
            Codebook book = input.read();
            CodebookReport report;
            try (LiveLine line = new LiveLine(parent.main().out())) {
                report = CodebookReport.preview(book).withExact(book, 0, line);
            }
            if (json) {
                parent.main().out().printf("%s", Json.pretty(report.toJson()));
                return 0;
            }
            CodebookReport.Exact all = report.exact().orElseThrow();
            Distances d = all.distances();
            Structure structure = report.structure();
            int[] counts = book.bits().columnCounts();
            parent.main()
                    .out()
                    .printf(
                            Locale.ROOT,
                            "%s%ntokens %d, length %d bits, rate %.3f, rank %d, %s%nminimum distance %d (%d pairs, t = %d), mean %.2f, mean nearest %.2f bits%n%s%nones per column: least %d, most %d of %d; mean |correlation| %.4f; effective rank %.1f%n%s%nsha256 %s%n",
                            book.name(),
                            book.size(),
                            book.length(),
                            structure.rate(),
                            structure.rank(),
                            structure.linear()
                                    ? "linear"
                                    : structure.affine() ? "coset of a linear code" : "not linear",
                            d.minimum(),
                            d.atMinimum(),
                            d.correctable(),
                            d.mean(),
                            d.meanNearest(),
                            bounds(Bounds.of(book.size(), book.length(), BestKnown.load())),
                            Arrays.stream(counts).min().orElse(0),
                            Arrays.stream(counts).max().orElse(0),
                            book.size(),
                            all.correlations().meanAbsolute(),
                            all.spectrum().effectiveRank(),
                            errors(d, book.size()),
                            book.hash());
            return 0;
        }

        private static String bounds(Bounds bounds) {
            String known = bounds.bestKnown()
                    .map(best -> ", best known linear " + best)
                    .orElse("");
            return bounds.all().stream()
                            .map(b -> b.name() + " " + b.distance())
                            .collect(Collectors.joining(", ", "bounds on it: ", ""))
                    + known;
        }

        private static String errors(Distances distances, int tokens) {
            return java.util.stream.DoubleStream.of(0.01, 0.05, 0.1)
                    .mapToObj(p -> String.format(
                            Locale.ROOT, "%.2f: %.2g", p, Math.min(1, ErrorCurves.unionBound(distances, tokens, p))))
                    .collect(Collectors.joining(", ", "token errors at most, by share of flipped bits: ", ""));
        }
    }

    @Command(
            name = "convert",
            mixinStandardHelpOptions = true,
            description = "Writes a codebook as another kind of file, by the ending of its name.",
            footer = {"", "Example: code convert book.npz book.csv"})
    static final class Convert implements Callable<Integer> {
        @ParentCommand
        private CodeCommand parent;

        @Mixin
        private CodebookInput input;

        @Parameters(index = "1", paramLabel = "TARGET", description = "The file to write: " + CodebookFiles.ENDINGS)
        private Path target;

        @Option(
                names = "--as",
                defaultValue = "plain",
                description = "plain; packed: .npy of eight bits a byte; signs: .txt of +1 and -1")
        private CodebookFiles.Style style;

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() {
            CodebookFiles.requireKnown(target);
            Codebook book = input.read();
            CodebookFiles.write(target, book, style, Optional.empty());
            if (json) {
                parent.main()
                        .out()
                        .printf(
                                "%s",
                                Json.pretty(Json.object()
                                        .put("file", target.toString())
                                        .put("tokens", book.size())
                                        .put("length", book.length())
                                        .put("sha256", book.hash())));
            } else {
                parent.main().out().println(target + ": " + book.size() + " tokens, " + book.length() + " bits");
            }
            return 0;
        }
    }

    @Command(
            name = "decode",
            mixinStandardHelpOptions = true,
            description = "Ranks tokens by logits, exactly.",
            footer = {"", "Example: code decode book.npz --logits \"2.5 -1 0.3\" --top 5"})
    static final class Decode implements Callable<Integer> {
        @ParentCommand
        private CodeCommand parent;

        @Mixin
        private CodebookInput input;

        @Option(
                names = "--logits",
                paramLabel = "NUMBERS",
                description = "One logit a bit, separated by spaces or commas")
        private Optional<String> logits = Optional.empty();

        @Option(
                names = "--from",
                paramLabel = "FILE",
                description = "An .npy of logits (N, n), float16, float32 or float64")
        private Optional<Path> from = Optional.empty();

        @Option(
                names = "--decoder",
                defaultValue = "log-likelihood",
                description = "l1, l2, log-likelihood, hamming, ... (default log-likelihood)")
        private String decoder;

        @Option(names = "--top", defaultValue = "5", description = "Tokens to print (default 5)")
        private int top;

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() {
            Codebook book = input.read();
            Decoder chosen = SpecCodec.read(Decoder.class, Json.object().put("type", decoder), "--decoder");
            if (top < 1 || top > book.size()) {
                throw new WorkbenchException("--top = " + top + ": allowed are 1 to " + book.size() + ".");
            }
            float[] all = numbers();
            int n = book.length();
            if (all.length == 0 || all.length % n != 0) {
                throw new WorkbenchException(all.length + " logits for codewords of " + n
                        + " bits. Give one logit a bit, for one position or several.");
            }
            TokenDecoder exact = TokenDecoder.of(book, Scoring.of(chosen));
            ArrayNode positions = Json.mapper().createArrayNode();
            TopK found = new TopK();
            for (int at = 0; at < all.length; at += n) {
                exact.decode(Arrays.copyOfRange(all, at, at + n), top, found);
                add(positions.addObject(), found);
            }
            if (json) {
                ObjectNode out = Json.object();
                out.put("decoder", decoder)
                        .put("algorithm", exact.plan().algorithm().label());
                out.set("positions", positions);
                parent.main().out().printf("%s", Json.pretty(out));
                return 0;
            }
            parent.main()
                    .out()
                    .println(chosen.label() + " by " + exact.plan().algorithm().label() + ": "
                            + exact.plan().reason());
            for (int p = 0; p < positions.size(); p++) {
                print(p, positions.get(p));
            }
            return 0;
        }

        private static void add(ObjectNode out, TopK found) {
            out.put("tiesAtTop", found.tiesAtTop()).put("tiesAtLast", found.tiesAtLast());
            out.put("hardWordIsValid", found.hardWordIsValid());
            ArrayNode ranks = out.putArray("tokens");
            for (int r = 0; r < found.size(); r++) {
                ranks.addObject().put("token", found.token(r)).put("score", found.score(r));
            }
        }

        private void print(int position, com.fasterxml.jackson.databind.JsonNode found) {
            StringBuilder line = new StringBuilder("position " + position + ":");
            found.path("tokens")
                    .forEach(t -> line.append(String.format(
                            Locale.ROOT,
                            "  %d (%.6g)",
                            t.path("token").asInt(),
                            t.path("score").asDouble())));
            if (found.path("tiesAtTop").asLong() > 1) {
                line.append("; ").append(found.path("tiesAtTop").asLong()).append(" tokens tie for the first place");
            }
            if (!found.path("hardWordIsValid").asBoolean()) {
                line.append("; the hard decisions are no codeword");
            }
            parent.main().out().println(line);
        }

        /** Logits of any floating type that numpy writes. */
        private static float[] floats(Path file, Npy header, ByteBuffer bytes) {
            if (header.fortran() || !List.of("<f2", "<f8").contains(header.type())) {
                return header.floats(file, bytes);
            }
            ByteBuffer data = bytes.slice(header.dataOffset(), bytes.remaining() - header.dataOffset())
                    .order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[(int) header.items()];
            for (int i = 0; i < values.length; i++) {
                values[i] = header.type().equals("<f2")
                        ? Float.float16ToFloat(data.getShort(2 * i))
                        : (float) data.getDouble(8 * i);
            }
            return values;
        }

        private float[] numbers() {
            if (logits.isPresent() == from.isPresent()) {
                throw new WorkbenchException("Give the logits either by --logits or by --from.");
            }
            if (from.isPresent()) {
                ByteBuffer bytes = ByteBuffer.wrap(FileContent.bytes(from.get()));
                Npy header = Npy.header(from.get(), bytes, bytes.remaining());
                if (header.shape().isEmpty() || header.shape().size() > 2) {
                    throw new FileFormatException(
                            from.get(),
                            "shape",
                            header.shape().toString(),
                            "Logits are a table (N, n), or a row of n.");
                }
                return floats(from.get(), header, bytes);
            }
            String[] words = logits.get().strip().split("[,;\\s]+");
            float[] values = new float[words.length];
            for (int i = 0; i < words.length; i++) {
                try {
                    values[i] = Float.parseFloat(words[i]);
                } catch (NumberFormatException e) {
                    throw new WorkbenchException(
                            "--logits: \"" + words[i] + "\" is no number. Separate numbers by spaces or commas.", e);
                }
            }
            return values;
        }
    }
}
