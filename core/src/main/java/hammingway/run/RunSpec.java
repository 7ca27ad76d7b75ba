package hammingway.run;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.code.CodebookSpec;
import hammingway.data.DataSpec;
import hammingway.eval.EvaluationSpec;
import hammingway.head.DecisionLayer;
import hammingway.head.HeadSpec;
import hammingway.model.Adapters;
import hammingway.model.Backbone;
import hammingway.model.Tuning;
import hammingway.torch.ParameterSet;
import hammingway.torch.Torch;
import hammingway.train.TrainingSpec;
import hammingway.vocab.VocabularySpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides a run's result, in the order of the path: vocabulary, data, backbone, codebook, decision layer,
 * training, evaluation. An immutable value; {@code spec.json} of a run folder is its JSON.
 */
public record RunSpec(
        @Doc("A short name for people; part of the folder's name")
        String name,

        @Doc("Tokens: where the tokenizer comes from and how ids are numbered")
        VocabularySpec vocabulary,

        @Doc("The text and how it is split and packed") DataSpec data,
        @Doc("The language model below the decision layer") Backbone backbone,

        @Doc("The code; left out for softmax and one-vs-all")
        Optional<CodebookSpec> codebook,

        @Doc("The decision layer, its loss and its decoder") HeadSpec head,
        @Doc("Optimiser, schedule, length") TrainingSpec training,
        @Doc("What is measured at the end") EvaluationSpec evaluation,
        @Doc("Where it runs") DeviceSpec device,

        @Doc(value = "Seed of initial weights, batches and dropout", min = 0)
        long seed)
        implements Checked {

    /** The machine part of a run. */
    public record DeviceSpec(
            @Doc(value = "cpu, or gpu0, gpu1, ...", byDefault = "\"cpu\"")
            String device,

            @Doc(
                    value = "Threads of the engine; 0: as measured on this machine, else one per physical core",
                    min = 0,
                    max = 1024,
                    byDefault = "0")
            int threads)
            implements Checked {
        @Override
        public List<Problem> problems() {
            return device.matches("cpu|gpu\\d{1,2}")
                    ? List.of()
                    : List.of(new Problem("device", device, "cpu, gpu0, gpu1, ...", "Name a device of this machine"));
        }
    }

    /** A set for the tensors of this run's model, of which some are trained. */
    public ParameterSet parameters(Torch torch) {
        int blocks = backbone.layers();
        return new ParameterSet(
                torch, training.precision(), name -> training.tuning().trains(name, blocks));
    }

    /** Whether the decision layer needs a codebook of its own. */
    public boolean usesCodebook() {
        return switch (head.layer()) {
            case DecisionLayer.Softmax softmax -> false;
            case DecisionLayer.OneVsAll oneVsAll -> false;
            case DecisionLayer.LinearCode code -> true;
            case DecisionLayer.MtlPerBit code -> true;
            case DecisionLayer.MtlShared code -> true;
        };
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!name.matches("[\\p{L}\\p{N} ._+=,()-]{1,80}")) {
            problems.add(new Problem(
                    "name",
                    name,
                    "1 to 80 letters, digits, spaces and ._+=,()-",
                    "Choose a name that can be a folder's name"));
        }
        if (backbone.checkpoint().isPresent() && vocabulary.order() != VocabularySpec.TokenOrder.TOKENIZER) {
            problems.add(new Problem(
                    "vocabulary.order",
                    SpecCodec.kebab(vocabulary.order().name()),
                    "tokenizer with backbone.checkpoint, whose embeddings stand in the order of its tokenizer's ids",
                    "Set it to tokenizer, and vocabulary.tokenizer to the folder's tokenizer.json"));
        }
        Adapters.problems(backbone, training.tuning())
                .forEach(
                        p -> problems.add(new Problem("training.tuning." + p.path(), p.value(), p.allowed(), p.fix())));
        if (training.tuning() instanceof Tuning.HeadOnly
                && head.layer() instanceof DecisionLayer.Softmax s
                && s.tied()) {
            problems.add(new Problem(
                    "training.tuning.type",
                    "head-only",
                    "full, lora or last-layers with a tied softmax, whose matrix is the backbone's embedding",
                    "Set head.layer.tied to false to train a matrix of its own"));
        }
        if (backbone.checkpoint().isEmpty()
                && (training.keepHiddenStates() || head.loss().distils())) {
            problems.add(new Problem(
                    training.keepHiddenStates() ? "training.keepHiddenStates" : "head.loss.type",
                    training.keepHiddenStates()
                            ? "true"
                            : SpecCodec.kebab(head.loss().getClass().getSimpleName()),
                    "with backbone.checkpoint alone: a random backbone has nothing to say",
                    "Name a checkpoint, or choose otherwise"));
        } else if (head.loss().distils()
                && !(training.tuning() instanceof Tuning.HeadOnly)
                && !training.keepHiddenStates()) {
            problems.add(new Problem(
                    "training.keepHiddenStates",
                    "false",
                    "true where the loss distils and the backbone is trained, which soon is not the original any more",
                    "Set it to true, or training.tuning to head-only"));
        }
        if (usesCodebook() && codebook.isEmpty()) {
            problems.add(new Problem(
                    "codebook",
                    "(missing)",
                    "a code family for the decision layer "
                            + SpecCodec.kebab(head.layer().getClass().getSimpleName()),
                    "Add a codebook, or choose softmax"));
        }
        if (!usesCodebook() && codebook.isPresent()) {
            problems.add(new Problem(
                    "codebook", "present", "none for softmax and one-vs-all", "Remove it, or choose a code head"));
        }
        return problems;
    }

    /** Whether the codebook's recipe names a run of this name, such as the softmax run that a code is learned from. */
    boolean madeFrom(RunSpec other) {
        return sources().stream().anyMatch(other::isNamed);
    }

    /** The names of the runs that the codebook is made from. */
    public List<String> sources() {
        return codebook.stream()
                .flatMap(c -> SpecCodec.write(c).findParents("run").stream())
                .map(source -> source.path("run").asText())
                .toList();
    }

    /** By its own name, or by that without the seed which a study adds. */
    public boolean isNamed(String reference) {
        return name.equals(reference) || name.equals(reference + " seed " + seed);
    }

    /** SHA-256 of the specification's JSON without its name, hexadecimal: equal for runs that must give equal results. */
    public String hash() {
        String json = Json.line(SpecCodec.write(this).without("name"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public RunSpec withName(String newName) {
        return new RunSpec(newName, vocabulary, data, backbone, codebook, head, training, evaluation, device, seed);
    }

    public RunSpec withTraining(TrainingSpec newTraining) {
        return new RunSpec(name, vocabulary, data, backbone, codebook, head, newTraining, evaluation, device, seed);
    }

    public RunSpec withSeed(long newSeed) {
        return new RunSpec(name, vocabulary, data, backbone, codebook, head, training, evaluation, device, newSeed);
    }
}
