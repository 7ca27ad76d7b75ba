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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code checkpoints/step-<n>/}: {@code model.safetensors}, {@code optimizer.safetensors} and {@code state.json}. The folder
 * is made under a temporary name and moved into place, so one that is there is whole.
 */
public final class Checkpoint {
    private Checkpoint() {}

    /** What is known of a checkpoint beside its tensors. */
    public record State(long step, int threads, boolean dropoutEnded) {}

    public static void write(Path checkpoints, State state, ParameterSet parameters, AdamW optimiser) {
        Path folder = checkpoints.resolve(String.format("step-%08d", state.step()));
        Path temporary = folder.resolveSibling(folder.getFileName() + AtomicFiles.TEMPORARY);
        delete(temporary);
        if (Files.exists(folder)) {
            return; // the same step of the same run has the same content
        }
        try {
            Safetensors.write(
                    temporary.resolve("model.safetensors"), tensors(parameters), Map.of("format", "hammingway-1"));
            Safetensors.write(
                    temporary.resolve("optimizer.safetensors"), optimiser.state(), Map.of("format", "hammingway-1"));
            ObjectNode json = Json.object();
            json.put("step", state.step()).put("threads", state.threads()).put("dropoutEnded", state.dropoutEnded());
            Json.write(temporary.resolve("state.json"), json);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot write the checkpoint", folder, e);
        } finally {
            delete(temporary);
        }
    }

    private static Map<String, Safetensors.Tensor> tensors(ParameterSet parameters) {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            tensors.put(name, new Safetensors.Tensor(parameters.shape(name), parameters.values(name)));
        }
        return tensors;
    }

    /** Loads the weights; every tensor must be there, with its shape and finite. */
    public static void readModel(Path folder, ParameterSet parameters) {
        try (Safetensors file = Safetensors.open(folder.resolve("model.safetensors"))) {
            for (String name : parameters.names()) {
                parameters.set(name, file.tensor(name, parameters.shape(name)).values());
            }
        }
    }

    /** Loads weights and the optimiser's state. */
    public static State read(Path folder, ParameterSet parameters, AdamW optimiser) {
        Path file = folder.resolve("state.json");
        JsonNode json = Json.read(file);
        if (!json.path("step").canConvertToLong() || json.path("step").asLong() < 1) {
            throw new FileFormatException(
                    file,
                    "step",
                    json.path("step").toString(),
                    "It must be a positive whole number; delete this checkpoint to use the one before.");
        }
        readModel(folder, parameters);
        try (Safetensors state = Safetensors.open(folder.resolve("optimizer.safetensors"))) {
            optimiser.restore(state);
        }
        return new State(
                json.path("step").asLong(),
                json.path("threads").asInt(),
                json.path("dropoutEnded").asBoolean());
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
