package hammingway.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.torch.AdamW;
import hammingway.torch.ParameterSet;
import hammingway.torch.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code checkpoints/step-<n>/}: {@code model.safetensors}, {@code optimizer.safetensors} and {@code state.json}. The folder
 * is made under a temporary name and moved into place, and moved away before it is deleted, so one that is there is whole
 * unless the disk or a person damaged it.
 */
public final class Checkpoint {
    private static final String MODEL = "model.safetensors";
    private static final String OPTIMISER = "optimizer.safetensors";
    private static final String STATE = "state.json";
    private static final String PREFIX = "step-";

    private Checkpoint() {}

    /** What is known of a checkpoint beside its tensors. */
    public record State(long step, int threads, boolean dropoutEnded) {}

    public static void write(Path checkpoints, State state, ParameterSet parameters, AdamW optimiser) {
        Path folder = checkpoints.resolve(String.format(Locale.ROOT, PREFIX + "%08d", state.step()));
        Path temporary = folder.resolveSibling(folder.getFileName() + AtomicFiles.TEMPORARY);
        delete(temporary);
        if (Files.exists(folder)) {
            return; // the same step of the same run has the same content
        }
        try {
            Safetensors.write(temporary.resolve(MODEL), tensors(parameters), Map.of("format", "hammingway-1"));
            Safetensors.write(temporary.resolve(OPTIMISER), optimiser.state(), Map.of("format", "hammingway-1"));
            ObjectNode json = Json.object();
            json.put("step", state.step()).put("threads", state.threads()).put("dropoutEnded", state.dropoutEnded());
            Json.write(temporary.resolve(STATE), json);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write the checkpoint", folder, e);
        } finally {
            delete(temporary);
        }
    }

    private static Map<String, Safetensors.Tensor> tensors(ParameterSet parameters) {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        for (String name : written(parameters)) {
            tensors.put(name, new Safetensors.Tensor(parameters.shape(name), parameters.values(name)));
        }
        return tensors;
    }

    /** What is not as it was in the beginning: frozen weights are those of the run's base. */
    private static List<String> written(ParameterSet parameters) {
        return parameters.names().stream().filter(n -> !parameters.frozen(n)).toList();
    }

    /** Loads the weights that are not frozen; every tensor must be there, with its shape and finite. */
    public static void readModel(Path folder, ParameterSet parameters) {
        try (Safetensors file = Safetensors.open(folder.resolve(MODEL))) {
            for (String name : written(parameters)) {
                parameters.set(name, file.tensor(name, parameters.shape(name)).values());
            }
        }
    }

    /**
     * Looks at a checkpoint without a model: its state, and whether the files of tensors are as long as they say.
     *
     * @throws FileFormatException naming the file that is missing or damaged
     */
    public static State check(Path folder) {
        for (String name : List.of(MODEL, OPTIMISER, STATE)) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new FileFormatException(file, "", "the file is missing", "A checkpoint needs it.");
            }
            if (!name.equals(STATE)) {
                Safetensors.open(file).close();
            }
        }
        return state(folder);
    }

    private static State state(Path folder) {
        Path file = folder.resolve(STATE);
        JsonNode json = Json.read(file);
        if (json.path("step").asLong() != step(folder) || !json.path("step").isIntegralNumber()) {
            throw new FileFormatException(
                    file, "step", json.path("step").toString(), "It must be the number in the folder's name.");
        }
        return new State(
                json.path("step").asLong(),
                json.path("threads").asInt(),
                json.path("dropoutEnded").asBoolean());
    }

    /** The steps done in a checkpoint, by its folder's name. */
    public static long step(Path folder) {
        return Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
    }

    /** SHA-256 of model, optimiser and state, one after the other, hexadecimal. */
    public static String sha256(Path folder) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : List.of(MODEL, OPTIMISER, STATE)) {
                try (InputStream in = new DigestInputStream(Files.newInputStream(folder.resolve(name)), digest)) {
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

    /** Loads weights and the optimiser's state. */
    public static State read(Path folder, ParameterSet parameters, AdamW optimiser) {
        State state = check(folder);
        readModel(folder, parameters);
        try (Safetensors file = Safetensors.open(folder.resolve(OPTIMISER))) {
            optimiser.restore(file);
        }
        return state;
    }

    /** Takes a damaged checkpoint out of the row of checkpoints, keeping it under another name for people to look at. */
    public static Path setAside(Path folder) {
        Path aside = folder.resolveSibling(folder.getFileName() + ".damaged");
        delete(aside);
        try {
            return Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot rename", folder, e);
        }
    }

    /** Removes a checkpoint; killed in between, it leaves a temporary name and no half checkpoint. */
    public static void remove(Path folder) {
        Path temporary = folder.resolveSibling(folder.getFileName() + AtomicFiles.TEMPORARY);
        delete(temporary);
        try {
            Files.move(folder, temporary, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot delete", folder, e);
        }
        delete(temporary);
    }

    /** Deletes a folder with its content, if it is there. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot delete", folder, e);
        }
    }
}
