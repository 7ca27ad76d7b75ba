package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.CodebookFiles;
import hammingway.code.search.Search;
import hammingway.code.search.SearchPoint;
import hammingway.code.search.SearchResult;
import hammingway.code.search.SearchSpec;
import hammingway.run.ProjectContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Searches for a codebook and keeps the best, also when interrupted.",
        footer = {
            "",
            "Example: code search --method annealing --set method.over=generator-columns --length 50 --size 1000 --seconds 10 -o found.npz"
        })
final class SearchCommand implements Callable<Integer> {
    @ParentCommand
    private CodeCommand parent;

    @Option(
            names = "--method",
            defaultValue = "annealing",
            description = "annealing, tabu, lexicode or best-of-n (default annealing)")
    private String method;

    @Option(
            names = "--length",
            defaultValue = "0",
            description = "Bits of a codeword, for random starts and greedy codes")
    private int length;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "Sets a field, such as method.tenure=20 or objective.balance=0.5")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--spec", paramLabel = "JSON", description = "The whole search instead of --method and --length")
    private Optional<String> specification = Optional.empty();

    @Option(names = "--repeat", paramLabel = "FILE", description = "Does the search again that an .npz remembers")
    private Optional<Path> repeated = Optional.empty();

    @Mixin
    private ContextOption context;

    @Option(names = "--size", description = "Number of tokens; the vocabulary's in a project")
    private Optional<Integer> size = Optional.empty();

    @Option(names = "--seconds", defaultValue = "10", description = "Time; 0: no bound (default 10)")
    private double seconds;

    @Option(
            names = "--evaluations",
            defaultValue = "0",
            description = "Candidates; 0: no bound. The same number gives the same book")
    private long evaluations;

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
    public Integer call() throws InterruptedException {
        CodeMaking.requireArchive(file);
        SearchSpec spec = SpecCodec.read(SearchSpec.class, node(), "The search");
        try (Interruption interruption =
                new Interruption(new LiveLine(parent.main().out()))) {
            LiveLine line = interruption.line();
            Optional<ProjectContext> project = context.open(line);
            SearchResult result = Search.run(spec, ContextOption.sized(project, size), (point, book) -> {}, line);
            line.close();
            ObjectNode provenance = result.provenance();
            ContextOption.tellSources(project, provenance);
            CodebookFiles.write(file, result.codebook(), provenance);
            report(result, provenance);
        }
        return 0;
    }

    private com.fasterxml.jackson.databind.JsonNode node() {
        if (repeated.isPresent()) {
            return CodebookFiles.provenance(repeated.get())
                    .map(p -> p.get("search"))
                    .orElseThrow(() -> new WorkbenchException(
                            repeated.get() + " remembers no search. Name an .npz that code search wrote."));
        }
        ObjectNode spec = specification.isPresent()
                        && Json.parse(Path.of("--spec"), specification.get()) instanceof ObjectNode told
                ? told
                : assembled();
        set.forEach((path, value) -> SpecCodec.set(spec, path, value));
        return spec;
    }

    private ObjectNode assembled() {
        ObjectNode spec = Json.object();
        ObjectNode how = spec.putObject("method").put("type", method);
        if (method.equals("lexicode")) {
            how.put("length", length);
        } else if (!method.equals("best-of-n")) {
            how.putObject("start").put("type", "random-bits").put("length", length);
        } else {
            how.putObject("recipe").putObject("family");
        }
        spec.putObject("objective");
        spec.putObject("budget").put("seconds", seconds).put("evaluations", evaluations);
        spec.put("seed", seed);
        return spec;
    }

    private void report(SearchResult result, ObjectNode provenance) {
        SearchPoint best = result.best();
        if (json) {
            ObjectNode node = Json.object();
            node.put("file", file.toString())
                    .put("sha256", result.codebook().hash())
                    .put("minimumDistance", best.minimumDistance())
                    .put("pairsAtMinimum", best.atMinimum())
                    .put("evaluations", result.evaluations())
                    .put("cancelled", result.cancelled());
            node.setAll(provenance);
            parent.main().out().printf("%s", Json.pretty(node));
            return;
        }
        parent.main()
                .out()
                .printf(
                        Locale.ROOT,
                        "%s: %s, %d tokens, %d bits%nminimum distance %d (%d pairs), objective %.6f%n%d looked at in %.1f s%s; code search --size %d --repeat %s -o FILE finds it again%nsha256 %s%n",
                        file,
                        result.spec().method().label(),
                        result.codebook().size(),
                        result.codebook().length(),
                        best.minimumDistance(),
                        best.atMinimum(),
                        best.objective(),
                        result.evaluations(),
                        result.seconds(),
                        result.cancelled() ? ", stopped" : "",
                        result.codebook().size(),
                        file,
                        result.codebook().hash());
    }
}
