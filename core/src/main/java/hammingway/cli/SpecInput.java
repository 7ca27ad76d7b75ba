package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.UserPath;
import hammingway.run.Study;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A specification as commands take it: a file, or a run of a study, with fields set. */
final class SpecInput {
    @Parameters(
            paramLabel = "SPEC",
            description = "A run's specification (spec.json), or a run of a study, such as quickstart:softmax")
    private String specification;

    @Option(names = "--mode", description = "A mode of the study, such as faithful or corrected", defaultValue = "")
    private String mode;

    @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "Sets a field, such as training.steps=100")
    private Map<String, String> set = new LinkedHashMap<>();

    @Mixin
    private ModelOption model = new ModelOption();

    /** Not checked: a field that is varied may be wrong before. */
    ObjectNode json() {
        Path file = UserPath.resolve(Path.of(""), specification, "SPEC");
        if (!Files.exists(file) && specification.matches("[^:]+:[^:/\\\\]+")) {
            return SpecCodec.write(Study.run(specification, new Study.Options(mode, 1, 1, set, model.folder())));
        }
        if (!(Json.read(file) instanceof ObjectNode read)) {
            throw new FileFormatException(
                    file, "", "no group of fields { ... }", "Give a specification, such as the spec.json of a run.");
        }
        ObjectNode fields = model.on(read);
        set.forEach((path, value) -> SpecCodec.set(fields, path, value));
        return fields;
    }

    String label() {
        return specification;
    }
}
