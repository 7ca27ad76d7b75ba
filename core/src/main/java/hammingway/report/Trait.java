package hammingway.report;

import hammingway.base.SpecCodec;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.head.DecisionLayer;
import hammingway.head.HeadSpec;
import hammingway.run.RunSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a colour or a shape can tell of a run. */
public enum Trait {
    NONE("Nothing"),
    KIND("Head and loss"),
    HEAD("Head"),
    LOSS("Loss and prior"),
    DECODER("Decoder"),
    FAMILY("Code family"),
    ASSIGNMENT("Assignment"),
    BITS("Bits of a codeword"),
    HIDDEN("Hidden units"),
    WIDTH("Backbone's width"),
    BACKBONE("Backbone"),
    STEPS("Training steps"),
    TOKENS_SEEN("Tokens seen"),
    TEXT("Text"),
    VOCABULARY("Vocabulary"),
    PRECISION("Precision");

    /** Of runs that have no such thing. */
    public static final String ABSENT = "none";

    private final String label;

    Trait(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** On the command line. */
    public String word() {
        return SpecCodec.kebab(name());
    }

    public static Optional<Trait> ofWord(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }

    static Map<Trait, String> of(RunSpec spec, Optional<CodebookFiles.Title> codebook, RunFacts facts) {
        Map<Trait, String> traits = new EnumMap<>(Trait.class);
        HeadSpec head = spec.head();
        Optional<CodebookSpec> code = spec.codebook();
        traits.put(DECODER, code.isPresent() ? head.decoder().label() : "logits");
        traits.put(FAMILY, code.map(c -> kind(c.family())).orElse(ABSENT));
        traits.put(ASSIGNMENT, code.map(c -> kind(c.assignment())).orElse(ABSENT));
        traits.put(BITS, codebook.map(c -> "" + c.length()).orElse(ABSENT));
        traits.put(HIDDEN, hidden(head.layer()));
        traits.put(WIDTH, "" + spec.backbone().width());
        traits.put(BACKBONE, facts.backbone());
        traits.put(STEPS, "" + spec.training().steps());
        traits.put(TOKENS_SEEN, String.format(Locale.ROOT, "%,d", facts.tokensSeen()));
        traits.put(TEXT, facts.text());
        traits.put(VOCABULARY, "" + facts.vocabulary());
        traits.put(PRECISION, SpecCodec.kebab(spec.training().precision().name()));
        return traits;
    }

    private static String kind(Object part) {
        return SpecCodec.kebab(part.getClass().getSimpleName());
    }

    private static String hidden(DecisionLayer layer) {
        return switch (layer) {
            case DecisionLayer.MtlPerBit m -> "" + m.hidden();
            case DecisionLayer.MtlShared m -> "" + m.hidden();
            case DecisionLayer.Softmax s -> ABSENT;
            case DecisionLayer.OneVsAll o -> ABSENT;
            case DecisionLayer.LinearCode l -> ABSENT;
        };
    }

    /** Numbers by size and before words, words by the alphabet, what is absent last. */
    static List<String> ordered(List<String> values) {
        return values.stream()
                .distinct()
                .sorted(java.util.Comparator.<String>comparingInt(v -> v.equals(ABSENT) ? 1 : 0)
                        .thenComparingDouble(Trait::number)
                        .thenComparing(v -> v))
                .toList();
    }

    private static double number(String value) {
        String digits = value.replace(",", "");
        return digits.matches("\\d{1,15}") ? Double.parseDouble(digits) : Double.MAX_VALUE;
    }
}
