package hammingway.design.comparison;

import hammingway.base.AtomicFiles;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A codebook's file that can be added to a comparison.
 *
 * @param label for people
 */
record Offer(Compared.Origin origin, String label, Path file) {
    /** What a project has: saved codebooks by name, then those of its runs, oldest first. Reads folders. */
    static List<Offer> of(Project project) {
        List<Offer> offers = new ArrayList<>();
        if (Files.isDirectory(project.codebooks())) {
            try (Stream<Path> files = Files.list(project.codebooks())) {
                files.filter(f -> f.toString().endsWith(".npz"))
                        .sorted()
                        .forEach(f -> offers.add(new Offer(Compared.Origin.SAVED, plain(f), f)));
            } catch (IOException e) {
                throw AtomicFiles.failure("Cannot list", project.codebooks(), e);
            }
        }
        for (RunFolder run : project.runs()) {
            Path file = run.path().resolve("codebook.npz");
            if (Files.isRegularFile(file)) {
                offers.add(new Offer(Compared.Origin.RUN, run(run.id()), file));
            }
        }
        return List.copyOf(offers);
    }

    static Offer ofFile(Path file) {
        return new Offer(Compared.Origin.FILE, String.valueOf(file.getFileName()), file);
    }

    private static String plain(Path file) {
        return file.getFileName().toString().replaceAll("\\.[^.]*$", "");
    }

    /** {@code 2026-11-27-random-50-bits-693e08bd} reads {@code random-50-bits}. */
    private static String run(String id) {
        return id.replaceAll("^\\d{4}-\\d{2}-\\d{2}-", "").replaceAll("-+[0-9a-f]{8}$", "");
    }
}
