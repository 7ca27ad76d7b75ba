package hammingway.run.estimate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.code.CodeFamily;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.data.ProjectVocabularies;
import hammingway.data.TextSource;
import hammingway.run.RunSpec;
import hammingway.vocab.TokenizerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the size of a model depends on beyond its specification: how many tokens there are, and how long an imported codeword is.
 *
 * @param vocabulary V
 * @param exact      whether V was read from data that were prepared; otherwise it is what the specification asks for
 * @param bits       n; 0 without a code
 */
public record Ingredients(int vocabulary, boolean exact, int bits) {
    /**
     * Looks into the project's vocabularies and into the files that are named.
     *
     * @param project the folder
     * @throws WorkbenchException when a file that is named cannot be read
     */
    public static Ingredients of(Path project, RunSpec spec) {
        Optional<Integer> prepared = prepared(project, spec);
        int vocabulary = prepared.orElseGet(() -> asked(project, spec));
        return new Ingredients(
                vocabulary,
                prepared.isPresent(),
                spec.codebook().map(c -> bits(project, c, vocabulary)).orElse(0));
    }

    /** Without a look at any file: what a file would tell is taken as small. */
    public static Ingredients withoutFiles(RunSpec spec) {
        int tokens = switch (spec.vocabulary().tokenizer()) {
            case TokenizerSource.TrainBpe bpe -> bpe.size();
            case TokenizerSource.TokenizerFile file ->
                Math.max(2, spec.vocabulary().keep());
        };
        int keep = spec.vocabulary().keep();
        int vocabulary = keep > 0 ? Math.min(keep, tokens) : tokens;
        return new Ingredients(
                vocabulary, false, spec.codebook().map(c -> c.bits(vocabulary)).orElse(0));
    }

    /** What of a specification cannot be with so many tokens and bits, such as a code that has too few codewords. */
    public List<Problem> problems(RunSpec spec) {
        List<Problem> problems = new ArrayList<>();
        spec.codebook().stream()
                .flatMap(c -> c.problems(vocabulary).stream())
                .map(p -> new Problem("codebook." + p.path(), p.value(), p.allowed(), p.fix()))
                .forEach(problems::add);
        if (problems.isEmpty()) {
            try {
                spec.head().decoder().check(bits > 0 ? bits : vocabulary);
            } catch (SpecException e) {
                e.problems().forEach(p -> problems.add(p));
            } catch (WorkbenchException e) {
                problems.add(new Problem("head.decoder", "", String.valueOf(e.getMessage()), ""));
            }
        }
        return problems;
    }

    private static Optional<Integer> prepared(Path project, RunSpec spec) {
        JsonNode vocabulary = SpecCodec.write(spec.vocabulary());
        JsonNode data = SpecCodec.write(spec.data());
        ProjectVocabularies all = new ProjectVocabularies(project);
        for (String name : all.names()) {
            if (holds(all, name, vocabulary, data)) {
                return Optional.of(all.facts(name).tokens());
            }
        }
        return Optional.empty();
    }

    /** A damaged folder holds nothing; it is told where it is asked for. */
    private static boolean holds(ProjectVocabularies all, String name, JsonNode vocabulary, JsonNode data) {
        try {
            JsonNode facts = Json.read(all.folder(name).resolve("data.json"));
            return same(facts.path("vocabulary"), vocabulary) && same(facts.path("data"), data);
        } catch (WorkbenchException unused) {
            return false;
        }
    }

    /** As texts: 4 and 4.0 are different nodes. */
    private static boolean same(JsonNode a, JsonNode b) {
        return a.toString().replace(".0,", ",").equals(b.toString().replace(".0,", ","));
    }

    private static int asked(Path project, RunSpec spec) {
        int keep = spec.vocabulary().keep();
        int tokens = switch (spec.vocabulary().tokenizer()) {
            case TokenizerSource.TrainBpe bpe -> bpe.size();
            case TokenizerSource.TokenizerFile file -> count(TextSource.resolve(project, file.path()));
        };
        return keep > 0 ? Math.min(keep, tokens) : tokens;
    }

    /** Tokens of a {@code tokenizer.json}, read as a stream: such files have up to a hundred megabytes. */
    private static int count(Path file) {
        Set<Integer> ids = new HashSet<>();
        try (JsonParser json = new JsonFactory().createParser(Files.newInputStream(file))) {
            String group = "";
            int depth = 0;
            for (JsonToken t = json.nextToken(); t != null; t = json.nextToken()) {
                depth += t.isStructStart() ? 1 : t.isStructEnd() ? -1 : 0;
                if (t == JsonToken.FIELD_NAME && depth <= 2) {
                    group = json.currentName();
                }
                boolean vocab = group.equals("vocab") && depth == 3;
                boolean added = group.equals("added_tokens") && depth == 3 && "id".equals(json.currentName());
                if (t == JsonToken.VALUE_NUMBER_INT && (vocab || added)) {
                    ids.add(json.getIntValue());
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the tokenizer", file, e);
        }
        if (ids.isEmpty()) {
            throw new WorkbenchException(file + " is no tokenizer.json: it lists no tokens. Choose another file.");
        }
        return ids.size();
    }

    private static int bits(Path project, CodebookSpec codebook, int vocabulary) {
        int known = codebook.bits(vocabulary);
        if (known > 0 || !(codebook.family() instanceof CodeFamily.ExplicitImport file)) {
            return known;
        }
        Path path = UserPath.resolve(project, file.file(), "codebook.family.file");
        return CodebookFiles.readBits(path, CodebookFiles.Reading.PLAIN).columns();
    }
}
