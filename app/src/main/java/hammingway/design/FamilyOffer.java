package hammingway.design;

import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.Assignment;
import hammingway.code.CodeContext;
import hammingway.code.CodeFamily;
import hammingway.code.CodeParameters;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Plan;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.TokenDecoder;
import hammingway.form.RecipeForm;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a family of codes would give, with the parameters that it starts with.
 *
 * @param kind       as in a recipe
 * @param label      for people
 * @param summary    one line
 * @param parameters what theory tells
 * @param reason     why there is none for this number of tokens, and what is allowed
 * @param family     the family, where it needs nothing from the user
 */
record FamilyOffer(
        String kind,
        String label,
        String summary,
        Optional<CodeParameters> parameters,
        Optional<String> reason,
        Optional<CodeFamily> family) {
    /** Bits of a codebook that is made to look at its decoder: some 0.2 s of work. */
    private static final long MOST_BITS = 1L << 23;

    /** All families, in the order of their making. */
    static List<FamilyOffer> all(int tokens) {
        return SpecCodec.kinds(CodeFamily.class).stream()
                .map(kind -> of(kind, tokens))
                .toList();
    }

    private static FamilyOffer of(Class<?> kind, int tokens) {
        String type = SpecCodec.kebab(kind.getSimpleName());
        String label = RecipeForm.sentence(type);
        String summary = CodeFamily.summary(kind);
        CodeFamily family;
        try {
            family = SpecCodec.read(CodeFamily.class, Json.object().put("type", type), "defaults");
        } catch (SpecException e) {
            String needs = e.problems().stream().map(Problem::path).collect(Collectors.joining(", "));
            return new FamilyOffer(
                    type, label, summary + "; needs a " + needs, Optional.empty(), Optional.empty(), Optional.empty());
        }
        List<Problem> problems = family.problems(tokens);
        if (!problems.isEmpty()) {
            Problem p = problems.getFirst();
            String reason = (p.path().isEmpty() ? "" : p.path() + " = " + p.value() + "; allowed: ") + p.allowed();
            return new FamilyOffer(type, label, summary, Optional.empty(), Optional.of(reason), Optional.of(family));
        }
        return new FamilyOffer(
                type, label, summary, Optional.of(family.parameters(tokens)), Optional.empty(), Optional.of(family));
    }

    Optional<Integer> bits() {
        return parameters.map(CodeParameters::length).filter(n -> n > 0);
    }

    Optional<Double> rate(int tokens) {
        return bits().map(n -> Math.log(tokens) / Math.log(2) / n);
    }

    /** {@code 28}, or {@code >= 5}; empty where nothing is known. */
    String distance() {
        return parameters
                .filter(p -> p.distance() > 0)
                .map(p -> (p.exact() ? "" : "\u2265 ") + p.distance())
                .orElse("");
    }

    boolean matches(String words) {
        String text = (kind + " " + label + " " + summary).toLowerCase(Locale.ROOT);
        return List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+")).stream()
                .allMatch(text::contains);
    }

    /** How a position is decoded with this code, found by making it; nothing where that is much work or needs data. */
    Optional<Plan> plan(int tokens, Progress progress) {
        if (parameters.isEmpty()
                || bits().map(n -> (long) n * tokens > MOST_BITS).orElse(true)) {
            return Optional.empty();
        }
        try {
            CodebookSpec spec = new CodebookSpec(family.orElseThrow(), new Assignment.Identity(), 42);
            Codebook book = Codebook.build(spec, CodeContext.of(tokens, java.nio.file.Path.of("")), progress);
            progress.check();
            return Optional.of(TokenDecoder.of(book, Scoring.of(new Decoder.LogLikelihood()))
                    .plan());
        } catch (WorkbenchException e) {
            return Optional.empty(); // it draws on vectors of the tokens
        }
    }
}
