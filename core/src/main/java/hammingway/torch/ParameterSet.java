package hammingway.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import hammingway.math.SplitRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A model's tensors by name, in order of insertion. Values are float32 (the masters). With {@link Precision#BFLOAT16} the graph
 * uses bfloat16 copies of those tensors that ask for it; their gradients are widened before the optimiser sees them, and the
 * copies are refreshed after each step. So each weight is rounded once a step and not at each use.
 */
public final class ParameterSet implements AutoCloseable {
    private final Torch torch;
    private final Precision precision;
    private final NDManager manager;
    private final Predicate<String> trained;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(
            long[] shape,
            boolean trainable,
            boolean decay,
            boolean narrow,
            boolean frozen,
            NDArray master,
            NDArray leaf,
            @Nullable NDArray wideGradient) {}

    /** All that can be trained is. */
    public ParameterSet(Torch torch, Precision precision) {
        this(torch, precision, name -> true);
    }

    /**
     * @param trained whether a tensor of this name is trained. With {@link Precision#BFLOAT16} the matrices among the others, tables
     *                included, are bfloat16 alone, without a master
     */
    public ParameterSet(Torch torch, Precision precision, Predicate<String> trained) {
        this.torch = torch;
        this.precision = precision;
        this.trained = trained;
        this.manager = torch.manager().newSubManager();
    }

    /** How a tensor starts. */
    public sealed interface Init {
        record Normal(double sd) implements Init {}

        /** Uniform in [-bound, bound]. */
        record Uniform(double bound) implements Init {}

        record Constant(float value) implements Init {}

        /** Values of this kind, drawn in Java: equal for every precision and device. */
        default float[] values(int n, SplitRandom random) {
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                values[i] = switch (this) {
                    case Normal normal -> (float) (normal.sd() * random.nextGaussian());
                    case Uniform uniform -> (float) (uniform.bound() * (2 * random.nextDouble() - 1));
                    case Constant constant -> constant.value();
                };
            }
            return values;
        }
    }

    /** How a tensor is used. */
    public enum Use {
        /** A matrix of the trunk: may be bfloat16 in the graph; decays. */
        MATRIX,
        /** A bias beside such a matrix: may be bfloat16; does not decay. */
        BIAS,
        /** Always float32; decays. */
        EXACT_MATRIX,
        /** Always float32; does not decay: norms, biases of heads, embeddings of positions. */
        EXACT,
        /** A constant of the model: not trained, not counted. */
        FIXED,
        /** Like FIXED, in the matrix type. */
        FIXED_BIAS;

        boolean narrow() {
            return this == MATRIX || this == BIAS || this == FIXED_BIAS;
        }

        public boolean trainable() {
            return this != FIXED && this != FIXED_BIAS;
        }

        boolean decays() {
            return this == MATRIX || this == EXACT_MATRIX;
        }
    }

    public void add(String name, Init init, SplitRandom random, Use use, long... shape) {
        add(name, init.values(Math.toIntExact(new Shape(shape).size()), random), use, shape);
    }

    public void add(String name, float[] values, Use use, long... shape) {
        add(name, manager.create(values, new Shape(shape)), use, shape);
    }

    /** For tensors whose values never are in memory a second time, but for a small part. */
    public PartsLoader loader() {
        return new PartsLoader(torch, this);
    }

    /** A tensor without values, and what fills it before anything is derived from it. */
    void add(String name, Consumer<NDArray> fill, Use use, long... shape) {
        NDArray master = alone(name, use)
                ? torch.call(manager, "bfloat16", broadcast(shape))
                : manager.create(new Shape(shape), DataType.FLOAT32);
        fill.accept(master);
        keep(name, master, use, shape);
    }

    /** Takes no memory for its values. */
    private NDArray broadcast(long... shape) {
        return manager.create(0f).broadcast(new Shape(shape));
    }

    /** Whether a tensor is bfloat16 and nothing else. */
    private boolean alone(String name, Use use) {
        return precision == Precision.BFLOAT16 && frozen(name, use) && (use.narrow() || use == Use.EXACT_MATRIX);
    }

    private boolean frozen(String name, Use use) {
        return use.trainable() && !trained.test(name);
    }

    private void add(String name, NDArray master, Use use, long... shape) {
        if (alone(name, use)) {
            keep(name, torch.call(manager, "bfloat16", master), use, shape);
            master.close();
        } else {
            keep(name, master, use, shape);
        }
    }

    private void keep(String name, NDArray master, Use use, long... shape) {
        boolean frozen = frozen(name, use);
        boolean trainable = use.trainable() && !frozen;
        boolean narrow = precision == Precision.BFLOAT16 && use.narrow() && master.getDataType() == DataType.FLOAT32;
        NDArray leaf = narrow ? torch.call(manager, "bfloat16", master) : master;
        if (trainable) {
            leaf.setRequiresGradient(true);
        }
        NDArray wide = narrow && trainable ? master.zerosLike() : null;
        Entry entry = new Entry(shape.clone(), trainable, use.decays(), narrow, frozen, master, leaf, wide);
        if (entries.putIfAbsent(name, entry) != null) {
            throw new IllegalArgumentException("two tensors are named " + name);
        }
    }

    /** The array to use in the graph. */
    public NDArray get(String name) {
        return entry(name).leaf();
    }

    public List<NDArray> get(List<String> names) {
        return names.stream().map(this::get).toList();
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** A copy of the float32 values, row-major. */
    public float[] values(String name) {
        try (NDManager scope = torch.scope()) {
            return torch.call(scope, "float32", entry(name).master()).toFloatArray();
        }
    }

    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    public Set<String> names() {
        return entries.keySet();
    }

    public boolean trainable(String name) {
        return entry(name).trainable();
    }

    /** Whether a tensor could be trained and is not: it stays as it began. */
    public boolean frozen(String name) {
        return entry(name).frozen();
    }

    /** Number of trainable values. */
    public long trainableCount() {
        return entries.values().stream()
                .filter(Entry::trainable)
                .mapToLong(e -> new Shape(e.shape()).size())
                .sum();
    }

    /** Replaces the values; shapes must agree. */
    public void set(String name, float[] values) {
        Entry e = entry(name);
        if (values.length != new Shape(e.shape()).size()) {
            throw new IllegalArgumentException(
                    name + " has " + new Shape(e.shape()).size() + " values, not " + values.length);
        }
        try (NDManager scope = torch.scope()) {
            torch.call(scope, "copy", List.of(e.master()), List.of(scope.create(values, new Shape(e.shape()))));
            if (e.narrow()) {
                torch.call(scope, "copy", List.of(e.leaf()), List.of(e.master()));
            }
        }
    }

    private Entry entry(String name) {
        Entry e = entries.get(name);
        if (e == null) {
            throw new IllegalArgumentException("no tensor " + name + " among " + entries.keySet());
        }
        return e;
    }

    NDArray master(String name) {
        return entry(name).master();
    }

    List<String> trainableNames(boolean decays) {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().trainable() && e.getValue().decay() == decays)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The gradients of all trainable tensors as float32, in order of names; graph-side handles are freed with the scope. */
    Map<String, NDArray> gradients(NDManager scope) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        List<NDArray> narrow = new ArrayList<>();
        List<NDArray> wide = new ArrayList<>();
        for (Map.Entry<String, Entry> e : entries.entrySet()) {
            if (!e.getValue().trainable()) {
                continue;
            }
            NDArray gradient = e.getValue().leaf().getGradient();
            gradient.attach(scope);
            NDArray buffer = e.getValue().wideGradient();
            if (buffer != null) {
                narrow.add(gradient);
                wide.add(buffer);
                gradients.put(e.getKey(), buffer);
            } else {
                gradients.put(e.getKey(), gradient);
            }
        }
        if (!narrow.isEmpty()) {
            torch.call(scope, "copy", wide, narrow);
            torch.call(scope, "zero", narrow);
        }
        return gradients;
    }

    /** Brings the bfloat16 copies up to the masters. */
    void refresh(NDManager scope) {
        List<NDArray> leaves = new ArrayList<>();
        List<NDArray> masters = new ArrayList<>();
        for (Entry e : entries.values()) {
            if (e.narrow() && e.trainable()) {
                leaves.add(e.leaf());
                masters.add(e.master());
            }
        }
        if (!leaves.isEmpty()) {
            torch.call(scope, "copy", leaves, masters);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
