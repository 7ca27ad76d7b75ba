package hammingway.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a list shows of a specification; the rest of the file is skipped, unchecked. For runs that were carried out, whose
 * specification was right.
 *
 * @param steps optimiser steps to be made
 */
public record RunTitle(String name, long steps) {
    /** @throws WorkbenchException with every problem of a specification that has no such fields */
    public static RunTitle of(RunFolder run) {
        Path file = run.path().resolve("spec.json");
        try (JsonParser parser = Json.mapper().getFactory().createParser(Files.readAllBytes(file))) {
            return read(parser).orElseGet(() -> of(run.spec()));
        } catch (IOException e) {
            return of(run.spec());
        }
    }

    public static RunTitle of(RunSpec spec) {
        return new RunTitle(spec.name(), spec.training().steps());
    }

    private static Optional<RunTitle> read(JsonParser parser) throws IOException {
        String name = "";
        long steps = 0;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("name") && value == JsonToken.VALUE_STRING) {
                name = parser.getText();
            } else if (field.equals("training") && value == JsonToken.START_OBJECT) {
                steps = steps(parser);
            } else {
                parser.skipChildren();
            }
        }
        return name.isEmpty() || steps < 1 ? Optional.empty() : Optional.of(new RunTitle(name, steps));
    }

    private static long steps(JsonParser parser) throws IOException {
        long steps = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("steps");
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted) {
                steps = parser.getLongValue();
            } else {
                parser.skipChildren();
            }
        }
        return steps;
    }
}
