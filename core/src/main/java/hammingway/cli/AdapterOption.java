package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.model.checkpoint.PeftAdapter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** An adapter of PEFT's that runs start from. */
final class AdapterOption {
    @Option(
            names = "--adapter",
            paramLabel = "FOLDER",
            description =
                    "A LoRA adapter that PEFT wrote: sets training.tuning to its rank, alpha and layers, and starts from its values")
    private Optional<Path> folder = Optional.empty();

    /** Fields to set, those of the adapter first, so that others can change them. */
    Map<String, String> and(Map<String, String> set) {
        Map<String, String> all = new LinkedHashMap<>();
        folder.ifPresent(f -> all.put(
                "training.tuning",
                Json.line(SpecCodec.write(
                        PeftAdapter.read(f.toAbsolutePath().normalize()).tuning()))));
        all.putAll(set);
        return all;
    }
}
