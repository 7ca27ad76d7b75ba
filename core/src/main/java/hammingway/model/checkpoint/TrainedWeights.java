package hammingway.model.checkpoint;

import hammingway.base.FileFormatException;
import hammingway.base.WorkbenchException;
import hammingway.model.Adapters;
import hammingway.model.Tuning;
import hammingway.model.Weight;
import hammingway.model.Weights;
import hammingway.torch.PartsLoader;
import hammingway.torch.Safetensors;
import hammingway.torch.SafetensorsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trained backbone as tensors of Hugging Face's layout: what was trained comes from a checkpoint of ours, what was frozen from the
 * model that training began with, and adapters are merged in between: {@code W + alpha / r B A}. Nothing is read before it is written.
 *
 * @param weights of the backbone, for the run's vocabulary
 * @param trained a checkpoint's tensors
 * @param base    what training began with
 * @param order   the row of our tables for each id that is written
 */
public record TrainedWeights(
        Weights weights, Tuning tuning, Safetensors trained, Optional<Safetensors> base, int[] order) {
    public TrainedWeights {
        for (Safetensors file : base.stream().toList()) {
            List<FileFormatException> problems = weights.problems(file);
            if (!problems.isEmpty()) {
                throw problems.getFirst();
            }
        }
    }

    /** All of them under the names of a model with a language-modelling head. */
    public List<SafetensorsWriter.Entry> entries(SafetensorsWriter.Type type) {
        String prefix = weights.prefixes().getFirst();
        List<SafetensorsWriter.Entry> entries = new ArrayList<>();
        for (Weight weight : weights.all()) {
            long begin = 0;
            for (Weight.Part part : weight.parts()) {
                PartsLoader.Parts values = merged(part, weight.transposed(), values(weight, part, begin));
                boolean table = part.name().equals(weights.embedding());
                entries.add(new SafetensorsWriter.Entry(
                        prefix + part.name(),
                        type,
                        part.shape(),
                        table ? new RowOrder(order, Math.toIntExact(part.shape()[1])).of(values) : values));
                begin += part.items();
            }
        }
        return entries;
    }

    private PartsLoader.Parts values(Weight weight, Weight.Part part, long begin) {
        if (trained.has(weight.name())) {
            return weight.transposed()
                    ? (from, into, count) -> Weights.transposed(trained, weight.name(), part.shape(), from, into, count)
                    : (from, into, count) -> trained.read(weight.name(), begin + from, into, 0, count);
        }
        Safetensors file = base.orElseThrow(() -> new WorkbenchException(
                "The run's backbone began with random weights that were never trained and so are not kept: there is no"
                        + " backbone to export. Train it (training.tuning full), or begin with a model folder."));
        String name = weights.prefix(file) + part.name();
        return (from, into, count) -> file.read(name, from, into, 0, count);
    }

    private PartsLoader.Parts merged(Weight.Part part, boolean transposed, PartsLoader.Parts plain) {
        for (Adapters.Layer layer : Adapters.targets(weights, tuning)) {
            if (tuning instanceof Tuning.Lora lora && part.name().equals(layer.name() + ".weight")) {
                LowRank change = new LowRank(
                        trained.tensor(layer.b(), layer.outputs(), lora.rank()).values(),
                        trained.tensor(layer.a(), lora.rank(), layer.inputs()).values(),
                        lora.rank(),
                        (float) lora.factor());
                LowRank fitting = transposed ? change.transposed() : change;
                return (from, into, count) -> {
                    plain.read(from, into, count);
                    fitting.addTo(from, into, count);
                };
            }
        }
        return plain;
    }
}
