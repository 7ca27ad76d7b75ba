package hammingway.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019), fused over all tensors, with its state in our hands so
 * that a run continues bit for bit.
 */
public final class AdamW implements AutoCloseable {
    /** Constants of the optimiser; decay 0 is plain Adam. {@code decayAll}: biases, norms and embeddings decay too. */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay, boolean decayAll) {}

    private final Torch torch;
    private final ParameterSet parameters;
    private final Settings settings;
    private final NDManager manager;
    private final Map<String, Moments> moments = new LinkedHashMap<>();

    private record Moments(NDArray first, NDArray second, NDArray step) {}

    public AdamW(Torch torch, ParameterSet parameters, Settings settings) {
        this.torch = torch;
        this.parameters = parameters;
        this.settings = settings;
        this.manager = torch.manager().newSubManager();
        for (String name : parameters.names()) {
            if (parameters.trainable(name)) {
                Shape shape = new Shape(parameters.shape(name));
                moments.put(name, new Moments(manager.zeros(shape), manager.zeros(shape), manager.zeros(new Shape())));
            }
        }
    }

    /**
     * One step from the gradients added up so far, which are zero afterwards.
     *
     * @param rate learning rate
     * @param clip greatest global norm of the gradient; 0: not clipped
     * @return the gradient's global norm before clipping; NaN or infinite when the loss was
     */
    public float step(double rate, double clip) {
        try (NDManager scope = torch.scope()) {
            Map<String, NDArray> gradients = parameters.gradients(scope);
            List<NDArray> all = new ArrayList<>(gradients.values());
            float norm =
                    torch.call(scope, "clip", all, scope.create((float) clip)).getFloat();
            if (Float.isFinite(norm)) {
                update(scope, gradients, parameters.trainableNames(true), rate, settings.weightDecay());
                update(
                        scope,
                        gradients,
                        parameters.trainableNames(false),
                        rate,
                        settings.decayAll() ? settings.weightDecay() : 0);
                parameters.refresh(scope);
            }
            torch.call(scope, "zero", all);
            return norm;
        }
    }

    private void update(
            NDManager scope, Map<String, NDArray> gradients, List<String> names, double rate, double decay) {
        if (names.isEmpty()) {
            return;
        }
        double[] constants = {rate, settings.beta1(), settings.beta2(), settings.epsilon(), decay};
        torch.call(
                scope,
                "adamw",
                names.stream().map(parameters::master).toList(),
                names.stream().map(gradients::get).toList(),
                names.stream().map(n -> moment(n).first()).toList(),
                names.stream().map(n -> moment(n).second()).toList(),
                names.stream().map(n -> moment(n).step()).toList(),
                scope.create(constants));
    }

    private Moments moment(String name) {
        Moments m = moments.get(name);
        if (m == null) {
            throw new IllegalArgumentException("no optimiser state for " + name);
        }
        return m;
    }

    /** Everything a checkpoint needs: {@code first.<name>}, {@code second.<name>}, {@code step.<name>}. */
    public Map<String, Safetensors.Tensor> state() {
        Map<String, Safetensors.Tensor> state = new LinkedHashMap<>();
        moments.forEach((name, m) -> {
            state.put(
                    "first." + name,
                    new Safetensors.Tensor(parameters.shape(name), m.first().toFloatArray()));
            state.put(
                    "second." + name,
                    new Safetensors.Tensor(parameters.shape(name), m.second().toFloatArray()));
            state.put(
                    "step." + name, new Safetensors.Tensor(new long[0], m.step().toFloatArray()));
        });
        return state;
    }

    /** Takes a checkpoint's state back; the file is checked first, so a bad one changes nothing. */
    public void restore(Safetensors file) {
        // lists, not a map: arrays of equal content are equal, and all moments are zero in the beginning
        List<NDArray> arrays = new ArrayList<>();
        List<Safetensors.Tensor> values = new ArrayList<>();
        moments.forEach((name, m) -> {
            arrays.addAll(List.of(m.first(), m.second(), m.step()));
            values.add(file.tensor("first." + name, parameters.shape(name)));
            values.add(file.tensor("second." + name, parameters.shape(name)));
            values.add(file.tensor("step." + name, new long[0]));
        });
        try (NDManager scope = torch.scope()) {
            List<NDArray> stored = values.stream()
                    .map(t -> scope.create(t.values(), new Shape(t.shape())))
                    .toList();
            torch.call(scope, "copy", arrays, stored);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
