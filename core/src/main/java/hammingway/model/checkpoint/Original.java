package hammingway.model.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hammingway.base.AtomicFiles;
import hammingway.base.Progress;
import hammingway.base.UserPath;
import hammingway.data.PreparedData;
import hammingway.model.Trunk;
import hammingway.torch.ParameterSet;
import hammingway.torch.ParameterSet.Use;
import hammingway.torch.PartsLoader;
import hammingway.torch.Precision;
import hammingway.torch.Safetensors;
import hammingway.torch.Torch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a checkpoint's own model says of a run's text: the yardstick of another decision layer, and its teacher. Hidden states are kept on
 * disk, beside the prepared data, so the backbone may change meanwhile; scores over tokens follow from them.
 */
public final class Original {
    private static final String MATRIX = "original.matrix";

    /** Positions that are compared: 130 MB of float32 at d = 2048. */
    private static final int COMPARED = 16_384;

    private final Torch torch;
    private final ParameterSet parameters;
    private final Consumer<ParameterSet> load;
    private final Optional<HiddenStates> training;
    private final HiddenStates validation;

    private Original(
            Torch torch,
            Precision precision,
            Consumer<ParameterSet> load,
            Optional<HiddenStates> training,
            HiddenStates validation) {
        this.torch = torch;
        this.parameters = new ParameterSet(torch, precision, name -> false);
        this.load = load;
        this.training = training;
        this.validation = validation;
    }

    /**
     * Where and how hidden states are kept.
     *
     * @param folder    for the files
     * @param sha256    of the checkpoint, see {@link #sha256}
     * @param precision of the backbone
     * @param training  whether those of the training text are wanted
     * @param windows   of validation, at most
     */
    public record Keeping(Path folder, String sha256, Precision precision, boolean training, int windows) {
        private Path file(String part, HiddenStates.Form form) {
            return folder.resolve("hidden-" + part + "-" + sha256.substring(0, 12) + "-" + form.windows() + "x"
                    + form.context() + (form.half() ? "-half" : "") + ".npy");
        }
    }

    /**
     * Opens what the original gives, or computes it.
     *
     * @param checkpoint the model's folder
     * @param trunk      as the checkpoint has it: before training, with untrained adapters at most
     */
    public static Original of(
            Torch torch, Path checkpoint, Trunk trunk, PreparedData data, Keeping keeping, Progress progress) {
        boolean half = keeping.precision() == Precision.BFLOAT16;
        int compared = Math.max(1, COMPARED / data.context());
        HiddenStates.Form form = new HiddenStates.Form(
                Math.min(Math.min(keeping.windows(), compared), data.validationWindows()),
                data.context(),
                trunk.width(),
                half);
        HiddenStates validation = HiddenStates.of(
                keeping.file("validation", form), form, torch, trunk, w -> data.validationBatch(w, 1), progress);
        Optional<HiddenStates> training = Optional.empty();
        if (keeping.training()) {
            HiddenStates.Form all = new HiddenStates.Form(data.trainingWindows(), data.context(), trunk.width(), half);
            training = Optional.of(HiddenStates.of(
                    keeping.file("training", all), all, torch, trunk, w -> data.trainingWindows(w), progress));
        }
        int width = trunk.width();
        return new Original(
                torch,
                keeping.precision(),
                into -> load(checkpoint, data.vocabulary().size(), width, into),
                training,
                validation);
    }

    /**
     * Why nothing can be said by a checkpoint: weights alone do not tell which of them is the output matrix, and some have none.
     *
     * @return empty where all is there
     */
    public static Optional<String> silence(Path folder) {
        if (!Files.isRegularFile(folder.resolve("config.json"))) {
            return Optional.of(folder + " has no config.json");
        }
        Pretrained model = Pretrained.read(folder);
        try (Safetensors file = Safetensors.open(folder)) {
            String name = model.outputName(file);
            return file.has(name) ? Optional.empty() : Optional.of(folder + " has no tensor " + name);
        }
    }

    /** The rows of the run's tokens: a checkpoint's table may be padded. */
    private static void load(Path folder, int vocabulary, int width, ParameterSet into) {
        Pretrained model = Pretrained.read(folder);
        try (Safetensors file = Safetensors.open(folder);
                PartsLoader loader = into.loader()) {
            String name = model.outputName(file);
            loader.add(
                    MATRIX,
                    (from, values, count) -> file.read(name, from, values, 0, count),
                    Use.MATRIX,
                    vocabulary,
                    width);
        }
    }

    /** States of training windows, where they were wanted. */
    public Optional<HiddenStates> training() {
        return training;
    }

    /** States of the first validation windows. */
    public HiddenStates validation() {
        return validation;
    }

    /** Scores (N, V), float32, from hidden states (N, d) of the original. No gradient goes through them. */
    public NDArray scores(NDManager scope, NDArray hidden) {
        if (!parameters.has(MATRIX)) {
            load.accept(parameters); // many runs ask at their end alone
        }
        return torch.call(scope, "tied_linear", hidden, parameters.get(MATRIX));
    }

    /** SHA-256 of a checkpoint's configuration and weights, hexadecimal. */
    public static String sha256(Path base, String checkpoint) {
        Path folder = UserPath.resolve(base, checkpoint, "backbone.checkpoint");
        TreeMap<String, Path> files = new TreeMap<>();
        try (Safetensors weights = Safetensors.open(folder)) {
            weights.files().keySet().forEach(f -> files.put(String.valueOf(f.getFileName()), f));
        }
        Path config = folder.resolve("config.json");
        if (Files.isRegularFile(config)) {
            files.put("config.json", config);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.values()) {
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the checkpoint", folder, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
