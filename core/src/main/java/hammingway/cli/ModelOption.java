package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.run.ModelStart;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A pretrained model that a run begins with. */
final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description =
                    "A Hugging Face model folder that the run begins with: its backbone, weights and tokenizer; fields are set after it")
    @Nullable
    private Path model;

    Optional<Path> folder() {
        return Optional.ofNullable(model).map(Path::toAbsolutePath).map(Path::normalize);
    }

    /** The specification on the model, where one was given. */
    ObjectNode on(ObjectNode spec) {
        return folder().map(f -> ModelStart.on(spec, f)).orElse(spec);
    }
}
