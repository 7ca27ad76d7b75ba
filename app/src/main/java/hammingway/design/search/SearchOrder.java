package hammingway.design.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.search.Search;
import hammingway.code.search.SearchResult;
import hammingway.code.search.SearchSpec;
import hammingway.data.DataSpec;
import hammingway.design.book.Built;
import hammingway.design.book.DesignContext;
import hammingway.design.book.RecipeCommand;
import hammingway.run.CodeSource;
import hammingway.run.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A search with all that it needs, as it stood at one moment. */
record SearchOrder(SearchSpec spec, Beginning beginning, Optional<Project> project) {
    /** What was found, and what of the project went into it. */
    record Found(SearchOrder order, SearchResult result, List<CodeSource> sources) {
        /** The same search by its number of evaluations. */
        SearchOrder repeatable() {
            return new SearchOrder(result.repeatable(), order.beginning(), order.project());
        }
    }

    int tokens() {
        return beginning.built().design().codebook().size();
    }

    private String vocabulary() {
        return beginning.built().draft().vocabulary();
    }

    /** Cancelling ends it with the best so far. */
    Found run(Search.Watcher<Codebook> watcher, Progress progress) {
        beginning.keep();
        Built built = beginning.built();
        DesignContext context = new DesignContext(
                tokens(), project, vocabulary(), built.design().vocabulary(), progress);
        return new Found(this, Search.run(spec, context, watcher, progress), context.sources());
    }

    /** Arguments of the program that makes the same search; names of files become whole. */
    List<String> arguments(String file) {
        ObjectNode node = SpecCodec.write(spec);
        RecipeCommand.resolve(node, project.map(Project::folder).orElse(Path.of("")));
        List<String> arguments = new ArrayList<>(List.of("code", "search", "--spec", Json.line(node)));
        if (draws()) {
            arguments.addAll(List.of(
                    "-p",
                    project.orElseThrow().folder().toAbsolutePath().normalize().toString()));
            arguments.addAll(tokensOfProject());
        } else {
            arguments.addAll(List.of("--size", Integer.toString(tokens())));
        }
        arguments.addAll(List.of("-o", file));
        return arguments;
    }

    /** Whether counts, texts or runs matter. */
    private boolean draws() {
        boolean weighed = spec.objective().balance() > 0 || spec.objective().similarity() > 0;
        return project.isPresent()
                && !vocabulary().isEmpty()
                && (weighed || beginning.built().drawn());
    }

    /** Data that are padded belong to a run; others to their vocabulary alone. */
    private List<String> tokensOfProject() {
        Path facts = project.orElseThrow()
                .folder()
                .resolve("vocabularies")
                .resolve(vocabulary())
                .resolve("data.json");
        try {
            DataSpec data = SpecCodec.read(DataSpec.class, Json.read(facts).path("data"), facts + ", data");
            if (data.packing() == DataSpec.Packing.PADDED) {
                return project.orElseThrow().runs().stream()
                        .filter(r -> r.spec().data().equals(data))
                        .findFirst()
                        .map(r -> List.of("--run", r.id()))
                        .orElseThrow(() -> new WorkbenchException("no run with these data"));
            }
        } catch (WorkbenchException unused) {
            return List.of("--vocabulary", vocabulary()); // the command tells what is missing
        }
        return List.of("--vocabulary", vocabulary());
    }
}
