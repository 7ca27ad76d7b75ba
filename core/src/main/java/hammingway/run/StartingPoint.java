package hammingway.run;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.data.TextSource;
import hammingway.data.VocabularySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a file or folder that somebody gives is to the designer of codebooks. Told by content; its ending decides between alike ones only. */
public sealed interface StartingPoint {
    /** What was found, a sentence for people. */
    String told();

    /** Tokens that are there to be taken: a tokenizer, or a checkpoint with one. */
    record Tokens(VocabularySource source, String told) implements StartingPoint {}

    /**
     * A text, to be counted with a tokenizer of the user's choice.
     *
     * @param bytes its size
     */
    record Text(TextSource source, long bytes, String told) implements StartingPoint {}

    /** A codebook, for {@link hammingway.code.CodebookFiles}. */
    record CodebookFile(Path file, String told) implements StartingPoint {}

    /** A project of this program, which is opened and not added. */
    record ProjectFolder(Path folder, String told) implements StartingPoint {}

    /**
     * Looks at a file or a folder.
     *
     * @throws hammingway.base.WorkbenchException saying what was found and what is allowed, where it is of no use
     */
    static StartingPoint of(Path path) {
        Path file = path.toAbsolutePath().normalize();
        if (Files.isDirectory(file)) {
            return folder(file);
        }
        return FirstLook.at(file);
    }

    private static StartingPoint folder(Path folder) {
        if (Files.isRegularFile(folder.resolve(Project.FILE))) {
            return new ProjectFolder(
                    folder,
                    folder.getFileName() + " is a Hammingway project: open it with Ctrl+O, or -p on the command line.");
        }
        if (Files.isRegularFile(folder.resolve("tokenizer.json"))) {
            return Files.isRegularFile(folder.resolve("config.json"))
                    ? new Tokens(
                            new VocabularySource.Checkpoint(folder),
                            "Checkpoint " + folder.getFileName() + ": its tokenizer.json and config.json")
                    : new Tokens(
                            new VocabularySource.TokenizerAlone(folder.resolve("tokenizer.json")),
                            "Tokenizer of the folder " + folder.getFileName());
        }
        List<String> names = names(folder);
        throw new FileFormatException(
                folder,
                "",
                names.isEmpty() ? "an empty folder" : "a folder without tokenizer.json" + has(names),
                "Allowed is the folder of a Hugging Face checkpoint, with tokenizer.json and config.json;"
                        + " AutoTokenizer.from_pretrained(...).save_pretrained(folder) writes the tokenizer there.");
    }

    private static String has(List<String> names) {
        return " (it has " + String.join(", ", names.stream().limit(5).toList()) + (names.size() > 5 ? ", \u2026" : "")
                + ")";
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .filter(n -> !n.startsWith("."))
                    .sorted()
                    .limit(20)
                    .toList();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", folder, e);
        }
    }

    /** The ending of a name in small letters, without the dot; empty where there is none. */
    static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return Optional.of(dot)
                .filter(d -> d > 0)
                .map(d -> name.substring(d + 1))
                .orElse("");
    }
}
