package hammingway.run.estimate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.SpecCodec;
import hammingway.run.RunSpec;
import hammingway.run.SpecKinds;
import hammingway.run.TrainedParameters;
import hammingway.run.TuningChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a way to train a model takes.
 *
 * @param trained  values that change
 * @param estimate of the run with this choice
 */
public record TuningOffer(TuningChoice choice, long trained, Estimate estimate) {
    /**
     * All choices for a run.
     *
     * @param with what the run was counted with
     */
    public static List<TuningOffer> of(RunSpec spec, Ingredients with) {
        ObjectNode json = SpecCodec.write(spec);
        return Arrays.stream(TuningChoice.values())
                .map(c -> offer(c, c.into(json), with))
                .toList();
    }

    private static TuningOffer offer(TuningChoice choice, ObjectNode json, Ingredients with) {
        RunSpec spec = SpecCodec.read(RunSpec.class, json, choice.label());
        long trained = TrainedParameters.of(spec, with.vocabulary(), with.bits());
        return new TuningOffer(choice, trained, Estimate.of(spec, with));
    }

    /** What would fit instead of a choice that has no room; empty where it has. */
    public static Optional<String> advice(RunSpec spec, Ingredients with, Machine machine) {
        List<TuningOffer> all = of(spec, with);
        Optional<TuningOffer> chosen = all.stream()
                .filter(o -> TuningChoice.of(SpecCodec.write(spec)).stream().anyMatch(c -> c == o.choice()))
                .findFirst();
        if (chosen.isEmpty() || chosen.get().estimate().fits(machine)) {
            return Optional.empty();
        }
        List<TuningOffer> fitting =
                all.stream().filter(o -> o.estimate().fits(machine)).toList();
        String begin = chosen.get().choice().label() + " has no room here. ";
        return Optional.of(
                begin + (fitting.isEmpty() ? smaller(spec, with, machine) : "Would fit: " + told(fitting) + "."));
    }

    private static String told(List<TuningOffer> fitting) {
        return fitting.stream()
                .map(o -> o.choice().label() + " ("
                        + Estimate.bytes(o.estimate().memory().total()) + ")")
                .collect(Collectors.joining(", "));
    }

    /** The head alone or adapters in narrower arithmetic, with less kept, and with one window at a time. */
    private static String smaller(RunSpec spec, Ingredients with, Machine machine) {
        ObjectNode json = SpecCodec.write(spec);
        if (SpecKinds.at(json, "training") instanceof ObjectNode training) {
            int windows = spec.training().batch() * spec.training().accumulation();
            training.put("precision", "bfloat16").put("recompute", true);
            training.put("batch", 1).put("accumulation", windows);
        }
        if (json.path("evaluation") instanceof ObjectNode evaluation) {
            evaluation.put("batch", 1);
        }
        List<TuningOffer> narrow = List.of(TuningChoice.LORA, TuningChoice.HEAD).stream()
                .map(c -> offer(c, c.into(json), with))
                .toList();
        List<TuningOffer> fitting =
                narrow.stream().filter(o -> o.estimate().fits(machine)).toList();
        return fitting.isEmpty()
                ? "Nothing would: even " + told(narrow.subList(1, 2))
                        + " in bfloat16, with recompute and one window at a time, is too large. Choose a smaller model."
                : "Would fit in bfloat16, with recompute, and training.batch and evaluation.batch 1: " + told(fitting)
                        + ".";
    }
}
