package hammingway.design.analysis;

import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.code.analysis.CodebookMeasures;
import hammingway.code.analysis.Columns;
import hammingway.code.analysis.Distances;
import hammingway.code.analysis.ErrorCurves;
import hammingway.code.analysis.Neighbours;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Plan;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.TokenDecoder;
import hammingway.data.CheckpointConfig;
import hammingway.design.book.Design;
import hammingway.design.book.Pair;
import hammingway.design.book.Preview;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import hammingway.math.Parallel;
import hammingway.vocab.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * What a codebook is worth, from the first impression to the exact figures. All figures are of the codebook shown last, or absent. Used on
 * the toolkit's thread alone.
 */
public final class AnalysisViewModel {
    /** How much is known. */
    public enum Stage {
        NOTHING,
        /** Distances are those of a sample. */
        PREVIEW,
        /** All pairs were compared. */
        EXACT,
        PROBLEM
    }

    /** Pairs that the table of risks lists. */
    static final int RISKS = 100;

    /** Tokens sent for each rate of a simulated curve: a second for V = 50,000 on two processors; intervals of 2% at most. */
    static final int TRIALS = 2000;

    /** Correlations are kept as n^2 floats: 4 MB. */
    static final int MOST_CORRELATED = 1024;

    /** Of the hidden state; the quick start's. */
    public static final int DEFAULT_WIDTH = 128;

    private static final int CLOSEST = 10_000;
    private static final long SEED = 42;

    static final List<Double> RATES = CodebookMeasures.FLIP_RATES;

    /**
     * What takes one more pass over all pairs.
     *
     * @param closest pairs at minimum distance
     * @param risks   pairs of tokens by how often they are confused
     * @param decoding how the automatic decoder would decode
     */
    record Pairs(Neighbours.Closest closest, List<RiskyPair> risks, Plan decoding) {}

    private final Latest measuring;
    private final Latest simulating;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.NOTHING);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Preview>> preview = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Columns.Correlations>> correlations =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Distances>> distances = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Pairs>> pairs = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<ErrorCurves.Point>> simulated = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Boolean> simulatingNow = new ReadOnlyObjectWrapper<>(false);
    private final ObjectProperty<Optional<Pair>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty prefix = new SimpleStringProperty("");
    private final ReadOnlyIntegerWrapper hosted = new ReadOnlyIntegerWrapper();
    private final PrefixesViewModel prefixes;
    private final StringProperty width = new SimpleStringProperty(Integer.toString(DEFAULT_WIDTH));
    private Optional<Codebook> codebook = Optional.empty();
    private Optional<Vocabulary> vocabulary = Optional.empty();
    private Optional<CheckpointConfig> host = Optional.empty();
    private String typed = Integer.toString(DEFAULT_WIDTH);

    public AnalysisViewModel(Background background) {
        measuring = new Latest(background);
        simulating = new Latest(background);
        prefixes = new PrefixesViewModel(background, prefix);
    }

    /** Groups of tokens that share a prefix. */
    PrefixesViewModel prefixes() {
        return prefixes;
    }

    /** First bits of the tokens that are looked at; empty for none. */
    public ReadOnlyStringProperty prefix() {
        return prefix;
    }

    /** The model that the tokens belong to, where one is known: costs are told for its width and its ties. */
    public void host(Optional<CheckpointConfig> model) {
        if (!model.equals(host)) {
            boolean followed =
                    host.filter(h -> width.get().equals("" + h.width())).isPresent();
            typed = host.isEmpty() ? width.get() : typed;
            host = model;
            // back to what was typed, unless that was changed meanwhile
            model.map(m -> "" + m.width())
                    .or(() -> Optional.of(typed).filter(t -> followed))
                    .ifPresent(width::set);
            hosted.set(hosted.get() + 1);
        }
    }

    public ReadOnlyObjectProperty<Stage> stage() {
        return stage.getReadOnlyProperty();
    }

    /** What failed; empty unless something did. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Of what is being computed: 0 to 1, negative while unknown. */
    ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** What is being computed; empty when nothing is. */
    ReadOnlyStringProperty doing() {
        return doing.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Preview>> preview() {
        return preview.getReadOnlyProperty();
    }

    /** Empty for codewords of more than {@link #MOST_CORRELATED} bits. */
    ReadOnlyObjectProperty<Optional<Columns.Correlations>> correlations() {
        return correlations.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Distances>> distances() {
        return distances.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Pairs>> pairs() {
        return pairs.getReadOnlyProperty();
    }

    /** Token errors by simulation, as many as {@link #RATES}; empty until {@link #simulate}. */
    ReadOnlyObjectProperty<List<ErrorCurves.Point>> simulated() {
        return simulated.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Boolean> simulatingNow() {
        return simulatingNow.getReadOnlyProperty();
    }

    /** The tokens that are looked at. */
    public ObjectProperty<Optional<Pair>> selected() {
        return selected;
    }

    /** Width d of the hidden state that the decision layer reads, as typed. */
    public StringProperty width() {
        return width;
    }

    /** Whether tokens have counts. */
    boolean counted() {
        return vocabulary.filter(Vocabulary::counted).isPresent();
    }

    /** Counts up when another model is known, or none. */
    ReadOnlyIntegerProperty hosted() {
        return hosted.getReadOnlyProperty();
    }

    private Optional<long[]> counts() {
        return vocabulary.filter(Vocabulary::counted).map(Vocabulary::counts);
    }

    /** A token for the eye: its text with its number, or the number alone. */
    String name(int token) {
        return vocabulary.map(v -> v.display(token)).orElse("#" + token);
    }

    /**
     * Measures a codebook from now on; whatever was known or under way of another is gone.
     *
     * @param first      its first figures, shown at once
     * @param newVocabulary names and counts of its tokens; left out of account unless it has as many
     */
    public void show(Optional<Preview> first, Optional<Vocabulary> newVocabulary) {
        stopSimulating();
        measuring.cancel();
        codebook = first.map(Preview::codebook);
        vocabulary = newVocabulary.filter(
                v -> codebook.filter(c -> c.size() == v.size()).isPresent());
        correlations.set(Optional.empty());
        distances.set(Optional.empty());
        pairs.set(Optional.empty());
        simulated.set(List.of());
        problem.set("");
        idle();
        preview.set(first);
        prefixes.show(first, counts());
        stage.set(codebook.isPresent() ? Stage.PREVIEW : Stage.NOTHING);
        codebook.ifPresent(this::compare);
    }

    private void compare(Codebook c) {
        follow(measuring.start(
                "Exact distances",
                p -> Distances.of(c, p),
                found -> {
                    distances.set(Optional.of(found));
                    stage.set(Stage.EXACT);
                    correlate(c, found.minimum());
                },
                this::failed));
    }

    private void correlate(Codebook c, int minimum) {
        if (c.length() > MOST_CORRELATED) {
            pairUp(c, minimum);
            return;
        }
        follow(measuring.start(
                "Column correlations",
                p -> Columns.correlations(c, p),
                found -> {
                    correlations.set(Optional.of(found));
                    pairUp(c, minimum);
                },
                this::failed));
    }

    private void pairUp(Codebook c, int minimum) {
        Optional<long[]> counts = counts();
        follow(measuring.start(
                "Closest pairs",
                p -> pairs(c, minimum, counts, p),
                found -> {
                    pairs.set(Optional.of(found));
                    idle();
                },
                this::failed));
    }

    private static Pairs pairs(Codebook c, int minimum, Optional<long[]> counts, Progress p) {
        Neighbours.Closest closest = Neighbours.closest(c, minimum, CLOSEST, Parallel.all(p, "Closest pairs"));
        List<RiskyPair> risks = RiskyPair.worst(c, counts, closest, RISKS, p);
        p.check();
        TokenDecoder decoder = TokenDecoder.of(c, Scoring.of(new Decoder.LogLikelihood()));
        return new Pairs(closest, risks, decoder.plan());
    }

    /** Starts the simulated curve of token errors. */
    void simulate() {
        codebook.ifPresent(c -> {
            simulatingNow.set(true);
            simulating.start(
                    "Simulated bit flips",
                    p -> ErrorCurves.monteCarlo(
                            c,
                            () -> ErrorCurves.nearestCodeword(c),
                            RATES,
                            TRIALS,
                            SEED,
                            Parallel.all(p, "Simulated bit flips")),
                    found -> {
                        simulated.set(found);
                        simulatingNow.set(false);
                    },
                    text -> {
                        simulatingNow.set(false);
                        problem.set(text);
                    });
        });
    }

    void stopSimulating() {
        simulating.cancel();
        simulatingNow.set(false);
    }

    /** Stops the exact figures; what is known stays. */
    public void stop() {
        measuring.cancel();
        idle();
    }

    /** The union bound at {@link #RATES}; empty before the exact distances. */
    double[] unionBound() {
        return distances
                .get()
                .map(d -> RATES.stream()
                        .flatMapToDouble(rate -> DoubleStream.of(bound(d, rate)))
                        .toArray())
                .orElse(new double[0]);
    }

    private double bound(Distances d, double rate) {
        return codebook.map(c -> ErrorCurves.unionBound(d, c.size(), rate)).orElse(Double.NaN);
    }

    private void follow(Background.Job job) {
        progress.bind(job.share());
        doing.set(job.title());
    }

    private void idle() {
        progress.unbind();
        progress.set(-1);
        doing.set("");
    }

    private void failed(String text) {
        idle();
        problem.set(text);
        stage.set(Stage.PROBLEM);
    }

    /** Models to compare with, this vocabulary's last. */
    static List<HostModel> hosts() {
        return List.of(
                new HostModel("GPT-2", 768, 50_257, true, false),
                new HostModel("OPT-1.3B", 2048, 50_272, true, false),
                new HostModel("Llama-3-8B", 4096, 128_256, false, false),
                new HostModel("Qwen2.5-0.5B", 896, 151_936, true, false),
                new HostModel("Gemma-2-2B", 2304, 256_000, true, false));
    }

    /** The model of this codebook's tokens where one is known, else one with an untied softmax; nothing while the width is none that is allowed or there is no codebook. */
    Optional<HostModel> own() {
        return codebook.flatMap(c -> host.filter(h -> h.vocabulary() == c.size())
                .flatMap(h -> Design.width(width.get())
                        .map(d -> new HostModel("This vocabulary", d, c.size(), h.tied(), false)))
                .or(() -> own("This vocabulary", c.size())));
    }

    /** The same with any number of tokens, as typed: 2 to 2^24. */
    Optional<HostModel> other(String tokens) {
        return Design.size(tokens).flatMap(v -> own("Own d and V", v));
    }

    private Optional<HostModel> own(String name, int tokens) {
        return Design.width(width.get()).map(d -> new HostModel(name, d, tokens, false, true));
    }
}
