package hammingway.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.head.HeadCost;
import hammingway.run.RunSpec;
import hammingway.run.Study;
import hammingway.vocab.TokenizerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The form of a new run: a run of a preset, with a few fields changed. The fields' names, units and ranges are the specification's. */
public final class NewRunViewModel {
    /** What is worth changing in the window, label by path; everything else is changed in a study file or by {@code --set}. */
    private static final List<Map.Entry<String, String>> FIELDS = List.of(
            Map.entry("name", "Name"),
            Map.entry("data.source.path", "Text file"),
            Map.entry("data.source.megabytes", "Text"),
            Map.entry("vocabulary.tokenizer.path", "Tokenizer"),
            Map.entry("codebook.family.randomBits", "Random bits"),
            Map.entry("head.layer.hidden", "Hidden units"),
            Map.entry("training.steps", "Steps"),
            Map.entry("training.batch", "Batch"),
            Map.entry("training.schedule.peak", "Peak learning rate"),
            Map.entry("device.threads", "Threads"),
            Map.entry("seed", "Seed"));

    /** The number of steps, which the warm-up follows. */
    private static final String STEPS = "training.steps";

    private final StringProperty preset = new SimpleStringProperty(Study.PRESETS.getFirst());
    private final StringProperty base = new SimpleStringProperty("");
    private final ObservableList<String> bases = FXCollections.observableArrayList();
    private final ObservableList<String> basesForAll = FXCollections.unmodifiableObservableList(bases);
    private final ObservableList<Field> fields = FXCollections.observableArrayList();
    private final ObservableList<Field> fieldsForAll = FXCollections.unmodifiableObservableList(fields);
    private final ReadOnlyStringWrapper otherProblems = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper decisionLayer = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<RunSpec>> spec = new ReadOnlyObjectWrapper<>(Optional.empty());
    private List<RunSpec> templates = List.of();

    /** One field of the form. */
    public static final class Field {
        private final String path;
        private final String label;
        private final Doc doc;
        private final boolean isText;
        private final StringProperty text;
        private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

        private Field(String path, String label, Doc doc, JsonNode value) {
            this.path = path;
            this.label = label;
            this.doc = doc;
            isText = value.isTextual();
            text = new SimpleStringProperty(value.asText());
        }

        public String path() {
            return path;
        }

        public String label() {
            return label;
        }

        public String unit() {
            return doc.unit();
        }

        /** What it is, what is allowed, what is taken when it is left out, and its path in the specification. */
        public String explanation() {
            boolean bounded = doc.min() != Double.NEGATIVE_INFINITY || doc.max() != Double.POSITIVE_INFINITY;
            return doc.value()
                    + (bounded ? ".\nAllowed: " + SpecCodec.range(doc) : "")
                    + (doc.byDefault().isEmpty() ? "" : "; by default " + doc.byDefault())
                    + "\n" + path;
        }

        public StringProperty text() {
            return text;
        }

        /** Empty when the field is right. */
        public ReadOnlyStringProperty problem() {
            return problem.getReadOnlyProperty();
        }

        private String json() {
            String value = text.get().strip();
            return isText || value.isEmpty() ? TextNode.valueOf(value).toString() : value;
        }
    }

    public NewRunViewModel() {
        preset.subscribe(this::loadPreset);
        base.subscribe(this::loadBase);
    }

    private void loadPreset(String name) {
        templates = Study.load(name, Study.Options.NONE).runs();
        base.set("");
        bases.setAll(templates.stream().map(RunSpec::name).toList());
        base.set(bases.getFirst());
    }

    private void loadBase(String name) {
        template(name).ifPresent(run -> {
            JsonNode json = SpecCodec.write(run);
            List<Field> made = new ArrayList<>();
            for (Map.Entry<String, String> f : FIELDS) {
                JsonNode value = json.at("/" + f.getKey().replace('.', '/'));
                SpecCodec.doc(run, f.getKey())
                        .filter(doc -> !value.isMissingNode())
                        .ifPresent(doc -> made.add(new Field(f.getKey(), f.getValue(), doc, value)));
            }
            made.forEach(f -> f.text.subscribe(text -> check()));
            fields.setAll(made);
            check();
        });
    }

    private Optional<RunSpec> template(String name) {
        return templates.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** Reads the form as a specification, marking every field that is wrong. */
    private void check() {
        template(base.get()).ifPresent(run -> {
            List<Problem> problems = List.of();
            Optional<RunSpec> read = Optional.empty();
            try {
                read = Optional.of(SpecCodec.read(RunSpec.class, filledIn(run), "The run"));
            } catch (SpecException e) {
                problems = e.problems();
            }
            for (Field f : fields) {
                f.problem.set(problems.stream()
                        .filter(p -> p.path().equals(f.path))
                        .map(p -> "Allowed: " + p.allowed())
                        .findFirst()
                        .orElse(""));
            }
            otherProblems.set(String.join(
                    "\n",
                    problems.stream()
                            .filter(p -> fields.stream().noneMatch(f -> f.path.equals(p.path())))
                            .map(Problem::toString)
                            .toList()));
            spec.set(read);
            decisionLayer.set(read.map(NewRunViewModel::size).orElse("-"));
        });
    }

    private ObjectNode filledIn(RunSpec run) {
        ObjectNode json = SpecCodec.write(
                wholeNumber(STEPS).isPresent()
                        ? run.withTraining(
                                run.training().withSteps(wholeNumber(STEPS).getAsInt()))
                        : run);
        fields.forEach(f -> SpecCodec.set(json, f.path, f.json()));
        return json;
    }

    private OptionalInt wholeNumber(String path) {
        return fields.stream()
                .filter(f -> f.path.equals(path) && f.text.get().strip().matches("[1-9]\\d{0,8}"))
                .mapToInt(f -> Integer.parseInt(f.text.get().strip()))
                .findFirst();
    }

    private static String size(RunSpec run) {
        int vocabulary = run.vocabulary().keep() > 0
                ? run.vocabulary().keep()
                : switch (run.vocabulary().tokenizer()) {
                    case TokenizerSource.TrainBpe bpe -> bpe.size();
                    case TokenizerSource.TokenizerFile file -> 0;
                };
        if (vocabulary == 0) {
            return "known once the tokenizer is read";
        }
        int bits = run.codebook().map(c -> c.family().bits(vocabulary)).orElse(0);
        long stored = HeadCost.of(run.head().layer(), run.backbone().width(), vocabulary, bits)
                .stored();
        long softmax = HeadCost.softmaxParameters(run.backbone().width(), vocabulary);
        return String.format(
                Locale.ROOT,
                "%,d parameters, %.1f%% of softmax%s",
                stored,
                100.0 * stored / softmax,
                bits > 0 ? String.format(Locale.ROOT, "; codewords of %,d bits", bits) : "");
    }

    /** The study that runs are taken from. */
    public StringProperty preset() {
        return preset;
    }

    /** The run of the study that is changed; empty for a moment while the study changes. */
    public StringProperty base() {
        return base;
    }

    public ObservableList<String> bases() {
        return basesForAll;
    }

    public ObservableList<Field> fields() {
        return fieldsForAll;
    }

    /** What is wrong beside the fields shown, a problem a line. */
    public ReadOnlyStringProperty otherProblems() {
        return otherProblems.getReadOnlyProperty();
    }

    /** Size of the decision layer that the form describes, for people. */
    public ReadOnlyStringProperty decisionLayer() {
        return decisionLayer.getReadOnlyProperty();
    }

    public Optional<RunSpec> spec() {
        return spec.get();
    }

    /** The run that the form describes; empty while something is wrong. */
    public ReadOnlyObjectProperty<Optional<RunSpec>> specification() {
        return spec.getReadOnlyProperty();
    }
}
