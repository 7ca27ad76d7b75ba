package hammingway.run;

import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.model.Backbone;
import hammingway.model.Trunk;
import hammingway.model.Tuning;
import hammingway.model.checkpoint.PeftAdapter;
import hammingway.torch.ParameterSet;
import java.util.List;
import java.util.Optional;

/**
 * The adapter of somebody else that a run's own ones start as. It is put in after what the original model says has been computed, and
 * only at a run's first step: later it is in the run's checkpoints.
 */
record StartingAdapter(PeftAdapter adapter, Backbone backbone, Tuning.Lora lora) {
    /** @throws WorkbenchException when the adapter is not one of the run's rank, alpha and layers */
    static Optional<StartingAdapter> of(RunFolder run, RunSpec spec) {
        if (!(spec.training().tuning() instanceof Tuning.Lora lora)
                || lora.adapter().isEmpty()) {
            return Optional.empty();
        }
        PeftAdapter adapter =
                PeftAdapter.read(UserPath.resolve(run.project(), lora.adapter().get(), "training.tuning.adapter"));
        List<String> problems = adapter.problems(spec.backbone(), lora).stream()
                .map(p -> "training.tuning." + p)
                .toList();
        if (!problems.isEmpty()) { // on one line, which lists of runs show
            throw new WorkbenchException("The run's LoRA is not that of the adapter " + adapter.folder() + ": "
                    + String.join("; ", problems));
        }
        return Optional.of(new StartingAdapter(adapter, spec.backbone(), lora));
    }

    void into(ParameterSet parameters) {
        adapter.into(parameters, Trunk.weights(backbone, 1), lora);
    }
}
