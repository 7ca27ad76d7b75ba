package hammingway.report.table;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Exclusive;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.run.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Where a project keeps its views. Changes are read, merged and written as one act. */
public final class ViewsFile {
    private final Path file;

    public ViewsFile(Project project) {
        file = project.folder().resolve("views.json");
    }

    public Path file() {
        return file;
    }

    public Views read() {
        if (!Files.exists(file)) {
            return Views.DEFAULT;
        }
        JsonNode json = Json.read(file);
        if (json.path("format").isIntegralNumber() && json.path("format").asLong() > Views.FORMAT) {
            throw new FileFormatException(
                    file,
                    "format",
                    "format " + json.path("format").asText() + " of a newer version",
                    "This version reads formats up to " + Views.FORMAT + ": update Hammingway.");
        }
        return SpecCodec.read(Views.class, json, file.toString());
    }

    /** Gives the views as they are afterwards; what does not change is not written. */
    public Views change(UnaryOperator<Views> change) {
        return Exclusive.on(file, () -> {
            Views before = read();
            Views after = change.apply(before);
            if (!after.equals(before)) {
                Json.write(file, SpecCodec.write(after));
            }
            return after;
        });
    }
}
