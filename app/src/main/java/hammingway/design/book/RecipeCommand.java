package hammingway.design.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line that makes a codebook. */
public final class RecipeCommand {
    private RecipeCommand() {}

    /**
     * Arguments of the program; none where a recipe alone does not make the codebook.
     *
     * @param base folder that names in the recipe resolve against; a terminal stands elsewhere, so they become whole
     */
    public static Optional<List<String>> arguments(Built built, Path base, String file) {
        Codebook book = built.design().codebook();
        return book.recipe().filter(r -> !built.drawn()).map(recipe -> {
            ObjectNode node = SpecCodec.write(recipe);
            resolve(node, base);
            String size = Integer.toString(book.size());
            return List.of("code", "new", "--size", size, "--recipe", Json.line(node), "--output", file);
        });
    }

    /** For a POSIX shell, or why there is none. */
    public static String text(Built built, Path base, String file) {
        Optional<List<String>> arguments = arguments(built, base, file);
        if (arguments.isPresent()) {
            return line(arguments.get());
        }
        return built.draft().edits().isEmpty()
                ? "This codebook draws on the project's texts or runs, which code new does not read."
                        + " Save the file, or put the recipe into a run."
                : "No command makes a codebook that was edited by hand. Take the edits back, or save the file.";
    }

    /** The command that saves the file in a project, for a POSIX shell. */
    public static String saving(String file, String name, String note, Path project) {
        String noted = note.isBlank() ? "" : " --note " + quoted(note.strip());
        return "hammingway code save " + quoted(file) + " --name " + quoted(name) + noted + " -p "
                + quoted(project.toAbsolutePath().normalize().toString());
    }

    /** Makes the names of files in a specification whole, so that it can be read anywhere. */
    public static void resolve(JsonNode node, Path base) {
        if (node instanceof ObjectNode group
                && group.path("type").asText().equals("explicit-import")
                && group.path("file").isTextual()) {
            String file = group.path("file").asText();
            group.put("file", base.resolve(file).toAbsolutePath().normalize().toString());
        }
        node.forEach(child -> resolve(child, base));
    }

    /** The program with its arguments, for a POSIX shell. */
    public static String line(List<String> arguments) {
        return "hammingway " + arguments.stream().map(RecipeCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w./:=@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
