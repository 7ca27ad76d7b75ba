package hammingway.run;

import hammingway.base.AtomicFiles;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Texts of the user's that runs were evaluated on: {@code texts/<name>/text.txt}, and per run {@code texts/<name>/<run id>/} with what
 * the folder {@code evaluation} of a run holds.
 */
public final class ProjectTexts {
    /** Longer names are refused by some file systems, and by people's eyes. */
    private static final int LONGEST_NAME = 80;

    private static final String TEXT = "text.txt";
    private static final String METRICS = "metrics.json";

    private final Path all;

    /** @param project folder of the project */
    public ProjectTexts(Path project) {
        this.all = project.resolve("texts");
    }

    /** Names of the texts, in order. */
    public List<String> names() {
        return folders(all, TEXT);
    }

    /** Ids of the runs that were evaluated on a text, in order. */
    public List<String> runs(String name) {
        return folders(folder(name), METRICS);
    }

    private static List<String> folders(Path parent, String with) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(f -> Files.isRegularFile(f.resolve(with)))
                    .map(f -> String.valueOf(f.getFileName()))
                    .filter(n -> !n.endsWith(AtomicFiles.TEMPORARY))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", parent, e);
        }
    }

    public Path folder(String name) {
        return all.resolve(name);
    }

    public Path file(String name) {
        return folder(name).resolve(TEXT);
    }

    /** Where the evaluation of a run on a text lies. */
    public Path evaluation(String name, RunFolder run) {
        return folder(name).resolve(run.id());
    }

    /**
     * The name of a text that is new, or known by this name.
     *
     * @param wanted none: the name under which the project has this very text, else one that tells its content
     * @throws WorkbenchException when the name cannot be one of a folder, or another text has it
     */
    public String name(Optional<String> wanted, String text) {
        if (wanted.isEmpty()) {
            return names().stream()
                    .filter(n -> has(n, text))
                    .findFirst()
                    .orElseGet(() -> "text-" + sha256(text).substring(0, 8));
        }
        String name = wanted.get();
        if (!name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}._+-]*")
                || name.length() > LONGEST_NAME
                || name.endsWith(AtomicFiles.TEMPORARY)) {
            throw new WorkbenchException("\"" + name + "\" cannot be the name of a text. Allowed are up to "
                    + LONGEST_NAME + " letters, digits and . _ + -, a letter or digit first.");
        }
        if (Files.exists(file(name)) && !has(name, text)) {
            throw new WorkbenchException("The name " + name
                    + " is taken by another text of this project. Choose another name, or delete " + folder(name)
                    + ".");
        }
        return name;
    }

    private boolean has(String name, String text) {
        try {
            Path file = file(name);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return Files.size(file) == bytes.length && java.util.Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the text", file(name), e);
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
