package hammingway.torch;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that hold a model's tensors: one, or those that an index names.
 *
 * @param files in the order of the index
 * @param index which file each tensor is in; empty without an index
 */
record SafetensorsFiles(List<Path> files, Map<String, Path> index) {
    /** Three lines that turn a pickle into what is read here; in a place where pickles are trusted. */
    static final String CONVERT = "Pickles are never read. Convert it once in Python, where you trust the file:"
            + "\n  from transformers import AutoModelForCausalLM"
            + "\n  model = AutoModelForCausalLM.from_pretrained(\"FOLDER\")"
            + "\n  model.save_pretrained(\"NEW_FOLDER\", safe_serialization=True)";

    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = SINGLE + ".index.json";
    /** An index names each tensor once: the largest models have some ten thousand. */
    private static final long MAX_INDEX = 20_000_000;

    /** @param path a file, or a folder with {@code model.safetensors} or {@code model.safetensors.index.json} */
    static SafetensorsFiles of(Path path) {
        if (!Files.isDirectory(path)) {
            return new SafetensorsFiles(List.of(path), Map.of());
        }
        Path single = path.resolve(SINGLE);
        Path index = path.resolve(INDEX);
        // a link that leads nowhere is there as well: opening it tells what is wrong
        if (Files.exists(single, LinkOption.NOFOLLOW_LINKS)) {
            return new SafetensorsFiles(List.of(single), Map.of());
        }
        if (Files.exists(index, LinkOption.NOFOLLOW_LINKS)) {
            return indexed(path, index);
        }
        String pickle = pickle(path);
        throw new FileFormatException(
                path,
                "",
                pickle.isEmpty()
                        ? "there is no " + SINGLE
                        : "the weights are a pickle (" + pickle + "), which could run code",
                pickle.isEmpty()
                        ? "Choose the folder of a Hugging Face model with " + SINGLE + " or " + INDEX + "."
                        : CONVERT);
    }

    private static SafetensorsFiles indexed(Path folder, Path index) {
        JsonNode names = Json.read(index, MAX_INDEX).path("weight_map");
        if (!names.isObject() || names.isEmpty()) {
            throw new FileFormatException(
                    index, "weight_map", "no group of names", "It must name the file of each tensor; fetch it again.");
        }
        Map<String, Path> where = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> e : names.properties()) {
            String name = e.getValue().asText();
            if (!name.matches("[\\w.-]+\\.safetensors")) {
                throw new FileFormatException(
                        index,
                        "weight_map",
                        "the file name " + e.getValue(),
                        "Names of .safetensors files beside the index are allowed.");
            }
            where.put(e.getKey(), folder.resolve(name));
        }
        List<Path> files = List.copyOf(new LinkedHashSet<>(where.values()));
        for (Path file : files) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileFormatException(
                        index,
                        "weight_map",
                        "the file " + file.getFileName() + " is missing, one of " + files.size(),
                        "Fetch it again, into the same folder.");
            }
        }
        return new SafetensorsFiles(files, where);
    }

    private static String pickle(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString())
                    .filter(n -> n.matches(".*\\.(bin|pt|pth|pkl|ckpt)"))
                    .sorted()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
