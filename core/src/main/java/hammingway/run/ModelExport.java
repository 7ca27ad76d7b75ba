package hammingway.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.NewFolder;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.data.DataPreparation;
import hammingway.data.PreparedData;
import hammingway.head.DecisionLayer;
import hammingway.model.Trunk;
import hammingway.model.Tuning;
import hammingway.model.Weights;
import hammingway.model.checkpoint.ModelShards;
import hammingway.model.checkpoint.PeftAdapter;
import hammingway.model.checkpoint.Pretrained;
import hammingway.model.checkpoint.RowOrder;
import hammingway.model.checkpoint.TrainedWeights;
import hammingway.model.checkpoint.WrittenConfig;
import hammingway.torch.Safetensors;
import hammingway.torch.SafetensorsWriter;
import hammingway.train.Checkpoint;
import hammingway.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A run's model as a folder that Hugging Face's libraries load: the whole model, or, of a run with LoRA, the adapters alone. Tokens stand
 * under the ids of the tokenizer. It needs no engine, and some megabytes of memory.
 */
public final class ModelExport {
    /** Beside {@code tokenizer.json}, what libraries look for in a model's folder. */
    private static final List<String> TOKENIZER_FILES = List.of(
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.json",
            "merges.txt",
            "tokenizer.model",
            "chat_template.jinja",
            "generation_config.json");

    private static final String FACTS = "hammingway.json";

    private final RunFolder run;
    private final RunSpec spec;
    private final Path checkpoint;
    private final PreparedData data;
    private final int[] order;
    private final Optional<Path> base;
    private final Optional<Codebook> codebook;
    private final List<String> notes = new ArrayList<>();

    /**
     * How a model is written.
     *
     * @param merge whether adapters become part of the model; otherwise they are written alone
     * @param type  of the model's values; the decision layer of ours and adapters are float32 always
     */
    public record Options(boolean merge, SafetensorsWriter.Type type) {}

    /**
     * What was written.
     *
     * @param notes what its user must know, a sentence or two each
     */
    public record Result(Path folder, List<String> notes) {}

    private ModelExport(RunFolder run, Progress progress) {
        this.run = run;
        this.spec = run.spec();
        this.checkpoint = TrainedModel.checkpoint(run);
        this.data = TrainedModel.data(run, spec, progress);
        this.order = order(data.vocabulary());
        this.base = spec.backbone().checkpoint().map(c -> UserPath.resolve(run.project(), c, "backbone.checkpoint"));
        this.codebook = spec.codebook().map(c -> Worker.kept(run, order.length));
    }

    /** The token of the run for each of the tokenizer's. */
    private int[] order(Vocabulary vocabulary) {
        if (vocabulary.foldedId().isPresent()) {
            throw new WorkbenchException("The run " + run.id() + " folds rare tokens into one (vocabulary.keep = "
                    + spec.vocabulary().keep()
                    + "), and a model of Hugging Face has a row for each token of its tokenizer."
                    + " Train with vocabulary.keep 0, and a tokenizer of that size.");
        }
        int[] all = IntStream.range(0, vocabulary.size()).toArray();
        int[] known = vocabulary.map(Arrays.copyOf(all, vocabulary.tokenizerSize()));
        System.arraycopy(known, 0, all, 0, known.length);
        return all;
    }

    /**
     * Writes the newest checkpoint of a run.
     *
     * @param folder new or empty
     * @throws WorkbenchException when the run is being worked on or has no checkpoint, when what it began with changed, or when the folder
     *                            cannot be written
     */
    public static Result write(RunFolder run, Path folder, Options options, Progress progress) {
        NewFolder.requireFree(folder);
        ModelExport export = new ModelExport(run, progress);
        try (Safetensors trained = Safetensors.open(export.checkpoint.resolve("model.safetensors"));
                Opened opened = new Opened(export.base.map(Safetensors::open))) {
            if (export.spec.training().tuning() instanceof Tuning.Lora lora && !options.merge()) {
                export.adapter(lora, trained, folder);
            } else {
                export.model(trained, opened.file(), folder, options.type(), progress);
            }
        }
        return new Result(folder, List.copyOf(export.notes));
    }

    /** The files of a base, where there is one. */
    private record Opened(Optional<Safetensors> file) implements AutoCloseable {
        @Override
        public void close() {
            file.ifPresent(Safetensors::close);
        }
    }

    private void model(
            Safetensors trained,
            Optional<Safetensors> opened,
            Path folder,
            SafetensorsWriter.Type type,
            Progress progress) {
        Weights weights = Trunk.weights(spec.backbone(), order.length);
        List<SafetensorsWriter.Entry> entries = new ArrayList<>(
                new TrainedWeights(weights, spec.training().tuning(), trained, opened, order).entries(type));
        boolean softmax = spec.head().layer() instanceof DecisionLayer.Softmax;
        boolean tied = output(trained, opened, type, entries);
        HeadFile head = HeadFile.of(
                spec, trained, codebook, !softmax, order, data.vocabulary().counts());
        NewFolder.requireSpace(folder, ModelShards.bytes(entries) + head.bytes());
        ObjectNode config = new WrittenConfig(spec.backbone(), order.length, tied, softmax).json(base, type);
        config.set("hammingway", facts(head));
        NewFolder.make(folder, made -> {
            ModelShards.write(made, entries, ModelShards.LARGEST, progress);
            Json.write(made.resolve("config.json"), config);
            beside(made, head);
        });
        base.ifPresent(b -> noteRows(Pretrained.read(b).config().vocabulary()));
    }

    /** Adds the output matrix. @return whether it is the embedding */
    private boolean output(
            Safetensors trained,
            Optional<Safetensors> opened,
            SafetensorsWriter.Type type,
            List<SafetensorsWriter.Entry> entries) {
        long[] shape = {order.length, spec.backbone().width()};
        RowOrder rows = new RowOrder(order, spec.backbone().width());
        if (spec.head().layer() instanceof DecisionLayer.Softmax softmax) {
            if (!softmax.tied()) {
                entries.add(new SafetensorsWriter.Entry(
                        Weights.OUTPUT,
                        type,
                        shape,
                        rows.of((from, into, count) -> trained.read(Tuning.HEAD + "weight", from, into, 0, count))));
            }
            if (softmax.bias()) {
                notes.add(
                        "The run's softmax has a bias, and models of Hugging Face have none: lm_head.weight is in the model, the bias is"
                                + " hammingway_head.bias in " + HeadFile.NAME
                                + ". Add it to the logits; without it they differ from the run's.");
            }
            return softmax.tied();
        }
        notes.add("The decision layer "
                + SpecCodec.kebab(spec.head().layer().getClass().getSimpleName())
                + " is in " + HeadFile.NAME + (codebook.isPresent() ? " with the codebook" : "")
                + "; load the backbone with AutoModel. The guide's page model-export.md shows how to decode.");
        Optional<Safetensors> own = opened.filter(o -> o.has(Weights.OUTPUT))
                .filter(o -> base.map(b -> !Pretrained.read(b).config().tied()).orElse(false));
        own.ifPresent(o -> entries.add(new SafetensorsWriter.Entry(
                Weights.OUTPUT,
                type,
                shape,
                rows.of((from, into, count) -> o.read(Weights.OUTPUT, from, into, 0, count)))));
        return own.isEmpty();
    }

    private void noteRows(int rows) {
        if (rows > order.length) {
            notes.add("The table of tokens has the " + order.length + " rows of the tokenizer's tokens; the "
                    + (rows - order.length) + " rows of padding in the original are left out.");
        }
    }

    private void adapter(Tuning.Lora lora, Safetensors trained, Path folder) {
        Path original = base.orElseThrow(() -> new WorkbenchException("The run " + run.id()
                + " did not begin with a model folder, so nobody has the model that its adapters change."));
        boolean softmax = spec.head().layer() instanceof DecisionLayer.Softmax;
        boolean own = spec.head().layer() instanceof DecisionLayer.Softmax s && !s.tied();
        int rows = Pretrained.read(original).config().vocabulary();
        boolean fits = own && rows == order.length;
        HeadFile head = HeadFile.of(
                spec,
                trained,
                codebook,
                own ? !fits : !softmax,
                order,
                data.vocabulary().counts());
        notes.add("The folder has the adapters alone: PeftModel.from_pretrained puts them on " + original
                + ". With --merge the whole model is written.");
        if (!head.isEmpty()) {
            notes.add((fits ? "The bias of the softmax" : "The decision layer") + " is in " + HeadFile.NAME
                    + ", not in the adapter.");
        }
        NewFolder.make(folder, made -> {
            PeftAdapter.write(
                    made,
                    original.toAbsolutePath().normalize().toString(),
                    spec.backbone(),
                    lora,
                    trained,
                    fits ? Optional.of(trained.tensor(Tuning.HEAD + "weight")) : Optional.empty());
            Json.write(made.resolve(FACTS), facts(head));
            beside(made, head);
        });
    }

    /** What the files do not tell of the head. */
    private ObjectNode facts(HeadFile head) {
        ObjectNode facts = Json.object();
        facts.put("format", 1)
                .put(
                        "version",
                        Optional.ofNullable(ModelExport.class.getPackage().getImplementationVersion())
                                .orElse("development"));
        facts.put("run", run.id()).put("step", Checkpoint.step(checkpoint)).put("specSha256", spec.hash());
        facts.set("head", SpecCodec.write(spec.head()));
        codebook.ifPresent(c -> {
            ObjectNode code = facts.putObject("codebook");
            code.put("name", c.name()).put("tokens", c.size()).put("bits", c.length());
            code.put("sha256", c.hash())
                    .set("recipe", SpecCodec.write(spec.codebook().orElseThrow()));
        });
        TrainedModel.fittedFactor(run).ifPresent(t -> facts.put("factor", t));
        if (!head.isEmpty()) {
            facts.put("file", HeadFile.NAME);
        }
        return facts;
    }

    private void beside(Path folder, HeadFile head) {
        if (!head.isEmpty()) {
            head.write(folder);
        }
        Path tokenizer = DataPreparation.folder(run.project(), spec.vocabulary(), data.hash())
                .resolve("tokenizer.json");
        copy(tokenizer, folder.resolve("tokenizer.json"));
        base.ifPresent(b -> TOKENIZER_FILES.stream()
                .filter(name -> Files.isRegularFile(b.resolve(name)))
                .forEach(name -> copy(b.resolve(name), folder.resolve(name))));
        if (base.isEmpty()) {
            // without it the library takes the class that belongs to the model's family, which adds tokens of its own
            Json.write(
                    folder.resolve("tokenizer_config.json"),
                    Json.object().put("tokenizer_class", "PreTrainedTokenizerFast"));
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot copy", from, e);
        }
    }
}
