package hammingway.torch;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import hammingway.base.WorkbenchException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The running engine: operators by name, memory by scope. Used by one thread at a time; a process has one.
 *
 * <p>Gradients are recorded only between {@link #gradients()} and its close.
 */
public final class Torch implements AutoCloseable {
    private final NDManager root;
    /** Kept for the whole life: see {@link Operators#load()}. */
    private final Model operators;

    private final Block block;
    private final ParameterStore store;
    private final Map<String, NDArray> methods = new HashMap<>();
    private final int threads;
    private final String device;

    private Torch(NDManager root, int threads, String device) {
        this.root = root;
        this.threads = threads;
        this.device = device;
        this.operators = Operators.load();
        this.block = operators.getBlock();
        this.store = new ParameterStore(root, false);
    }

    /**
     * Starts the engine on the processor.
     *
     * @param threads threads of one operator; 0: one per processor that this process may use
     * @throws WorkbenchException when the native library cannot be unpacked or loaded
     */
    public static Torch start(int threads) {
        return start(threads, "cpu");
    }

    /**
     * Starts the engine: the one that the process's environment or properties name (see {@code torch.engine}), else the bundled one.
     *
     * @param device {@code cpu}, or {@code gpu0} and so on, where all arrays live
     */
    public static Torch start(int threads, String device) {
        // the project downloads and reports nothing: DJL's defaults would do both
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        // TorchScript's own differentiation mistakes the types of mixed sums; without it the engine's does the same
        // work
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(count));
        try {
            Engine.getEngine("PyTorch");
            JniUtils.setGradMode(false);
            return new Torch(NDManager.newBaseManager(on(device), "PyTorch"), count, device);
        } catch (EngineException | IllegalStateException | UnsatisfiedLinkError | ExceptionInInitializerError e) {
            throw new WorkbenchException(
                    "The PyTorch engine cannot be started: " + rootMessage(e)
                            + ". Its native library is unpacked to the folder DJL_CACHE_DIR (by default .djl.ai in the home folder): "
                            + "check that it can be written to and has 500 MB free.",
                    e);
        }
    }

    private static Device on(String device) {
        if (device.equals("cpu")) {
            return Device.cpu();
        }
        int index = Integer.parseInt(device.substring("gpu".length()));
        int there = Engine.getEngine("PyTorch").getGpuCount();
        if (index >= there) {
            throw new WorkbenchException("device.device = " + device + ": the engine (PyTorch " + version() + ") sees "
                    + (there == 0 ? "no GPU" : there + " GPUs, gpu0 first")
                    + ". Check the NVIDIA driver and the variable CUDA_VISIBLE_DEVICES, or set device.device to cpu.");
        }
        return Device.gpu(index);
    }

    private static String rootMessage(Throwable e) {
        Throwable at = e;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.getClass().getSimpleName() + (at.getMessage() == null ? "" : ": " + at.getMessage());
    }

    /** For arrays that live as long as the engine. */
    public NDManager manager() {
        return root;
    }

    /** For the arrays of one step; closing it frees them all. */
    public NDManager scope() {
        return root.newSubManager();
    }

    public int threads() {
        return threads;
    }

    /** Such as {@code cpu} or {@code gpu0}. */
    public String device() {
        return device;
    }

    public static String version() {
        return Engine.getEngine("PyTorch").getVersion();
    }

    /**
     * Calls a TorchScript method that gives one tensor.
     *
     * @param scope where the result lives
     * @param arguments arrays, lists of arrays, or numbers
     */
    public NDArray call(NDManager scope, String method, Object... arguments) {
        return callAll(scope, method, arguments).get(0);
    }

    /** Calls a TorchScript method that gives a tensor or a tuple of tensors. */
    public NDList callAll(NDManager scope, String method, Object... arguments) {
        NDList inputs = new NDList();
        int lists = 0;
        for (Object argument : arguments) {
            switch (argument) {
                case NDArray array -> inputs.add(named(array, null));
                case List<?> list -> {
                    // arrays of equal names ending in [] become one list argument
                    String name = "list" + lists++ + "[]";
                    list.forEach(element -> inputs.add(named((NDArray) element, name)));
                }
                case Double number -> inputs.add(scope.create(number));
                case Float number -> inputs.add(scope.create(number));
                case Integer number -> inputs.add(scope.create(number));
                case Boolean flag -> inputs.add(scope.create(flag));
                default -> throw new IllegalArgumentException("no tensor form for " + argument.getClass());
            }
        }
        inputs.add(methods.computeIfAbsent(method, m -> named(root.create(0f), "module_method:" + m)));
        NDList results = block.forward(store, inputs, true);
        results.attach(scope);
        return results;
    }

    @SuppressWarnings("NullAway") // DJL takes null for "no name"
    private static NDArray named(NDArray array, @org.jspecify.annotations.Nullable String name) {
        array.setName(name);
        return array;
    }

    /** Starts recording; only one recording may be open in a process. */
    public GradientCollector gradients() {
        return Engine.getEngine("PyTorch").newGradientCollector();
    }

    /** Seeds the engine's own generator, which dropout draws from. */
    public void seed(long seed) {
        Engine.getEngine("PyTorch").setRandomSeed((int) (seed ^ (seed >>> 32)));
    }

    @Override
    public void close() {
        operators.close();
        root.close();
    }
}
