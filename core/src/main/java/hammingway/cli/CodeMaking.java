package hammingway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.AssignmentChange;
import hammingway.code.CodeContext;
import hammingway.code.CodeFamily;
import hammingway.code.CodeParameters;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.run.ProjectContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Commands that make codebooks. */
final class CodeMaking {
    private CodeMaking() {}

    static void requireArchive(Path file) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
            throw new WorkbenchException(
                    file
                            + ": a codebook with its recipe is written as .npz. Give such a name; code convert writes other kinds.");
        }
    }

    /** What was written, as a line or as JSON. */
    private static void tell(Main main, boolean json, Path file, Codebook book, Optional<AssignmentChange> change) {
        if (json) {
            ObjectNode node = Json.object();
            node.put("file", file.toString())
                    .put("name", book.name())
                    .put("tokens", book.size())
                    .put("length", book.length())
                    .put("sha256", book.hash());
            book.recipe().ifPresent(r -> node.set("recipe", SpecCodec.write(r)));
            change.ifPresent(c -> node.set("change", SpecCodec.write(c)));
            main.out().printf("%s", Json.pretty(node));
        } else {
            main.out().println(file + ": " + book.name() + ", " + book.size() + " tokens, sha256 " + book.hash());
            change.ifPresent(c -> main.out().println(c.text()));
        }
    }

    @Command(
            name = "families",
            mixinStandardHelpOptions = true,
            description = "Lists the code families with what they give for a vocabulary size.",
            footer = {"", "Example: code families --size 1000 --width 320"})
    static final class Families implements Callable<Integer> {
        @ParentCommand
        private CodeCommand parent;

        @Option(names = "--size", defaultValue = "1000", description = "Number of tokens, V (default 1000)")
        private int size;

        @Option(names = "--width", defaultValue = "320", description = "Hidden width d of the model (default 320)")
        private int width;

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() {
            if (size < 2 || width < 1) {
                throw new WorkbenchException("--size = " + size + ", --width = " + width
                        + ": allowed are 2 tokens or more and a width of 1 or more.");
            }
            ArrayNode all = Json.mapper().createArrayNode();
            SpecCodec.kinds(CodeFamily.class).forEach(kind -> all.add(row(kind)));
            if (json) {
                parent.main().out().printf("%s", Json.pretty(all));
                return 0;
            }
            parent.main()
                    .out()
                    .printf(
                            "%-22s %-18s %6s %10s %8s  %s%n",
                            "type", "[n,k,d]", "rate", "parameters", "of V*d", "what");
            all.forEach(r -> parent.main()
                    .out()
                    .printf(
                            Locale.ROOT,
                            "%-22s %-18s %6s %10s %8s  %s%n",
                            r.path("type").asText(),
                            r.path("code").asText("-"),
                            r.has("rate")
                                    ? String.format(
                                            Locale.ROOT, "%.3f", r.path("rate").asDouble())
                                    : "-",
                            r.has("headParameters") ? r.path("headParameters").asText() : "-",
                            r.has("share")
                                    ? String.format(
                                            Locale.ROOT,
                                            "%.2f%%",
                                            100 * r.path("share").asDouble())
                                    : "-",
                            r.path("what").asText() + note(r.path("note").asText())));
            return 0;
        }

        private static String note(String note) {
            return note.isEmpty() ? "" : " (" + note + ")";
        }

        private ObjectNode row(Class<?> kind) {
            ObjectNode row = Json.object();
            row.put("type", SpecCodec.kebab(kind.getSimpleName()));
            row.put("what", kind.isAnnotationPresent(hammingway.base.Doc.class) ? CodeFamily.summary(kind) : "");
            ObjectNode fields = Json.object();
            fields.put("type", SpecCodec.kebab(kind.getSimpleName()));
            CodeFamily family;
            try {
                family = SpecCodec.read(CodeFamily.class, fields, "defaults");
            } catch (SpecException e) {
                row.put(
                        "note",
                        "needs " + e.problems().stream().map(Problem::path).collect(Collectors.joining(", ")));
                return row;
            }
            List<Problem> problems = family.problems(size);
            if (!problems.isEmpty()) {
                Problem first = problems.getFirst();
                row.put("note", "for " + size + " tokens " + first.path() + " must be " + first.allowed());
                return row;
            }
            CodeParameters parameters = family.parameters(size);
            int n = parameters.length();
            row.put("code", parameters.toString());
            row.put("length", n);
            row.put("dimension", parameters.dimension());
            row.put("distance", parameters.distance());
            row.put("distanceIsExact", parameters.exact());
            row.put("rate", Math.log(size) / Math.log(2) / n);
            row.put("headParameters", (long) n * width);
            row.put("share", (double) n / size);
            return row;
        }
    }

    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Makes a codebook by a recipe and writes it as .npz.",
            footer = {"", "Example: code new --family bch --set length=63 --size 1000 -o bch.npz"})
    static final class New implements Callable<Integer> {
        @ParentCommand
        private CodeCommand parent;

        @Option(names = "--family", description = "Type of the family, see code families")
        private Optional<String> family = Optional.empty();

        @Option(
                names = "--set",
                paramLabel = "FIELD=VALUE",
                description = "Sets a field of the family; may be given several times")
        private Map<String, String> set = new LinkedHashMap<>();

        @Option(
                names = "--operator",
                paramLabel = "JSON",
                description = "A change to the codewords, such as {\"type\":\"extend\"}")
        private List<String> operators = List.of();

        @Option(
                names = "--assignment",
                paramLabel = "TYPE|JSON",
                defaultValue = "identity",
                description = "Which token gets which codeword (default identity)")
        private String assignment;

        @Option(names = "--seed", defaultValue = "42", description = "Seed (default 42)")
        private long seed;

        @Option(names = "--recipe", paramLabel = "JSON", description = "The whole recipe instead of the options above")
        private Optional<String> recipe = Optional.empty();

        @Mixin
        private ContextOption context;

        @Option(names = "--size", description = "Number of tokens; the vocabulary's in a project")
        private Optional<Integer> size = Optional.empty();

        @Option(
                names = {"-o", "--output"},
                required = true,
                paramLabel = "FILE",
                description = "The .npz to write")
        private Path file;

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() {
            requireArchive(file);
            CodebookSpec spec = SpecCodec.read(CodebookSpec.class, node(), "The recipe");
            Codebook book;
            ObjectNode provenance = Json.object();
            try (LiveLine line = new LiveLine(parent.main().out())) {
                Optional<ProjectContext> project = context.open(line);
                book = Codebook.build(spec, ContextOption.sized(project, size), line);
                ContextOption.tellSources(project, provenance);
            }
            CodebookFiles.write(file, book, provenance);
            tell(parent.main(), json, file, book, Optional.empty());
            return 0;
        }

        private com.fasterxml.jackson.databind.JsonNode node() {
            if (recipe.isPresent() == family.isPresent()) {
                throw new WorkbenchException("Give either --family or --recipe. code families lists the types.");
            }
            if (recipe.isPresent()) {
                return Json.parse(Path.of("--recipe"), recipe.get());
            }
            ObjectNode spec = Json.object();
            ObjectNode fields = spec.putObject("family");
            fields.put("type", family.get());
            set.forEach((path, value) -> SpecCodec.set(fields, path, value));
            ArrayNode changes = spec.putArray("operators");
            operators.forEach(o -> changes.add(Json.parse(Path.of("--operator"), o)));
            spec.set("assignment", typed("--assignment", assignment));
            spec.put("seed", seed);
            return spec;
        }
    }

    /** A type alone, or JSON. */
    private static com.fasterxml.jackson.databind.JsonNode typed(String option, String text) {
        return text.strip().startsWith("{")
                ? Json.parse(Path.of(option), text)
                : Json.object().put("type", text);
    }

    @Command(
            name = "assign",
            mixinStandardHelpOptions = true,
            description = "Gives a codebook's codewords to other tokens.",
            footer = {"", "Example: code assign book.npz --assignment random-permutation -o moved.npz"})
    static final class Assign implements Callable<Integer> {
        @ParentCommand
        private CodeCommand parent;

        @Mixin
        private CodebookInput input;

        @Mixin
        private ContextOption context;

        @Option(
                names = "--assignment",
                required = true,
                paramLabel = "TYPE|JSON",
                description = "Which token gets which codeword")
        private String assignment;

        @Option(names = "--seed", defaultValue = "42", description = "Seed (default 42)")
        private long seed;

        @Option(
                names = {"-o", "--output"},
                required = true,
                paramLabel = "FILE",
                description = "The .npz to write")
        private Path file;

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        public Integer call() {
            requireArchive(file);
            Assignment chosen = SpecCodec.read(Assignment.class, typed("--assignment", assignment), "--assignment");
            Codebook book = input.read();
            Codebook moved;
            AssignmentChange change;
            ObjectNode provenance = Json.object();
            try (LiveLine line = new LiveLine(parent.main().out())) {
                Optional<ProjectContext> project = context.open(line);
                CodeContext tokens = ContextOption.of(project, book);
                int[] order = chosen.order(book.bits(), tokens, seed, line);
                moved = Codebook.of(book.bits().rowsInOrder(order), Optional.empty());
                change = AssignmentChange.of(book.bits(), moved.bits(), AssignmentChange.pairs(chosen), tokens, line);
                provenance.put("codewords", book.hash()).put("seed", seed).set("assignment", SpecCodec.write((Record)
                        chosen));
                ContextOption.tellSources(project, provenance);
            }
            CodebookFiles.write(file, moved, provenance);
            tell(parent.main(), json, file, moved, Optional.of(change));
            return 0;
        }
    }
}
