package hammingway.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.CodebookSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that makes a codebook. */
final class RecipeCommand {
    private RecipeCommand() {}

    /**
     * Arguments of the program.
     *
     * @param base folder that names in the recipe resolve against; a terminal stands elsewhere, so they become whole
     */
    static List<String> arguments(CodebookSpec recipe, int size, Path base, String file) {
        ObjectNode node = SpecCodec.write(recipe);
        resolve(node, base);
        return List.of("code", "new", "--size", Integer.toString(size), "--recipe", Json.line(node), "--output", file);
    }

    /** For a POSIX shell. */
    static String shell(List<String> arguments) {
        return "hammingway " + arguments.stream().map(RecipeCommand::quoted).collect(Collectors.joining(" "));
    }

    private static void resolve(JsonNode node, Path base) {
        if (node instanceof ObjectNode group
                && group.path("type").asText().equals("explicit-import")
                && group.path("file").isTextual()) {
            String file = group.path("file").asText();
            group.put("file", base.resolve(file).toAbsolutePath().normalize().toString());
        }
        node.forEach(child -> resolve(child, base));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w./:=@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
