package hammingway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.analysis.Neighbours;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands that read codebooks. */
final class CodeReading {
    private CodeReading() {}

    /** A token's number, with its text where a vocabulary told it. */
    static String named(JsonNode token) {
        String text = token.path("text").asText();
        return token.path("token").asInt() + (text.isEmpty() ? "" : " " + text);
    }

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

        @Mixin
        private ContextOption context;

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
            Optional<Vocabulary> vocabulary = context.vocabulary(book, Progress.NONE);
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
                vocabulary.ifPresent(v -> word.put("text", v.display(t)));
                vocabulary.filter(Vocabulary::counted).ifPresent(v -> word.put("count", v.count(t)));
                ArrayNode near = word.putArray("nearest");
                for (Neighbours.Neighbour n : Neighbours.nearest(book, t, Math.min(NEIGHBOURS, book.size() - 1))) {
                    ObjectNode other = near.addObject().put("token", n.token()).put("distance", n.distance());
                    vocabulary.ifPresent(v -> other.put("text", v.display(n.token())));
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
                                .append(named(n))
                                .append(" (")
                                .append(n.path("distance").asInt())
                                .append(')'));
                parent.main().out().println(named(w) + " " + w.path("code").asText() + "  nearest " + near);
            });
            return 0;
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

        @Mixin
        private ContextOption context;

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
            CodebookFiles.write(target, book, style, context.vocabulary(book, Progress.NONE));
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
}
