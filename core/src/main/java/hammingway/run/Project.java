package hammingway.run;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Doc;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.data.ProjectVocabularies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A project is a folder that people can read: {@code project.json}, vocabularies, codebooks, runs, exports. */
public final class Project {
    /** The format this version writes and reads. */
    public static final int FORMAT = 1;

    static final String FILE = "project.json";

    /** {@code project.json}. */
    public record Properties(
            @Doc("The project's name") String name,

            @Doc(value = "Version of the folder's format", min = 1, max = FORMAT)
            int format) {}

    private final Path folder;
    private final Properties properties;

    private Project(Path folder, Properties properties) {
        this.folder = folder;
        this.properties = properties;
    }

    /** The project that opens when none is named: {@code quickstart} in HAMMINGWAY_HOME, or in {@code Hammingway} of the home folder. */
    public static Path defaultFolder() {
        String home = System.getenv("HAMMINGWAY_HOME");
        Path base =
                home == null || home.isBlank() ? Path.of(System.getProperty("user.home"), "Hammingway") : Path.of(home);
        return base.resolve("quickstart");
    }

    /** Creates a project in a new or empty folder. */
    public static Project create(Path folder, String name) {
        try {
            if (Files.exists(folder.resolve(FILE))) {
                throw new WorkbenchException(folder + " holds a project already. Open it, or choose another folder.");
            }
            Files.createDirectories(folder);
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new WorkbenchException(folder + " is not empty. Choose a new or empty folder for a project.");
                }
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot create the project", folder, e);
        }
        Properties properties = new Properties(name, FORMAT);
        Json.write(folder.resolve(FILE), SpecCodec.write(properties));
        return new Project(folder, properties);
    }

    public static Project open(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new WorkbenchException(folder + " is no Hammingway project: it has no " + FILE
                    + ". Choose a project's folder, or create one.");
        }
        JsonNode json = Json.read(file);
        if (json.path("format").isIntegralNumber() && json.path("format").asLong() > FORMAT) {
            throw new FileFormatException(
                    file,
                    "format",
                    "format " + json.path("format").asText() + " of a newer version",
                    "This version reads formats up to " + FORMAT + ": update Hammingway.");
        }
        return new Project(folder, SpecCodec.read(Properties.class, json, file.toString()));
    }

    public static Project openOrCreate(Path folder, String name) {
        return Files.exists(folder.resolve(FILE)) ? open(folder) : create(folder, name);
    }

    public Path folder() {
        return folder;
    }

    public String name() {
        return properties.name();
    }

    public Path exports() {
        return folder.resolve("exports");
    }

    public Path codebooks() {
        return folder.resolve("codebooks");
    }

    private Path runsFolder() {
        return folder.resolve("runs");
    }

    /** All runs, oldest first; folders without a {@code spec.json} are none. */
    public List<RunFolder> runs() {
        if (!Files.isDirectory(runsFolder())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runsFolder())) {
            return folders.map(Made::of)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(Made::time)
                            .thenComparing(m -> m.folder().getFileName()))
                    .map(m -> new RunFolder(m.folder()))
                    .toList();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", runsFolder(), e);
        }
    }

    /** A run's folder and when it was made; the file system is asked once a run. */
    private record Made(Path folder, long time) {
        static Optional<Made> of(Path folder) {
            try {
                BasicFileAttributes spec = Files.readAttributes(folder.resolve("spec.json"), BasicFileAttributes.class);
                return spec.isRegularFile()
                        ? Optional.of(new Made(folder, spec.lastModifiedTime().to(TimeUnit.NANOSECONDS)))
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty(); // no run: it has no spec.json
            }
        }
    }

    /**
     * Changes when a run is made or removed, so that a watcher need not list thousands of folders to learn that nothing did; what
     * happens within a run does not change it.
     */
    public long runsChanged() {
        try {
            return Files.getLastModifiedTime(runsFolder()).to(TimeUnit.NANOSECONDS);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The run of this very specification (its name apart), if the project has one. */
    public Optional<RunFolder> find(RunSpec spec) {
        String ending = "-" + spec.hash().substring(0, 8);
        return runs().stream().filter(r -> r.id().endsWith(ending)).findFirst();
    }

    /** The run of this folder name, or else the latest of this name, which may be written as in names of folders. */
    public RunFolder run(String name) {
        List<RunFolder> all = runs();
        return all.stream()
                .filter(r -> r.id().equals(name))
                .findFirst()
                .or(() -> all.reversed().stream()
                        .filter(r -> r.spec().name().equals(name)
                                || inFolders(r.spec().name()).equals(name))
                        .findFirst())
                .orElseThrow(() -> new WorkbenchException(
                        "The project " + folder + " has no run \"" + name + "\". The command runs lists what it has."));
    }

    private static String inFolders(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._+-]+", "-");
    }

    /** The vocabularies that runs prepared or people added. */
    public ProjectVocabularies vocabularies() {
        return new ProjectVocabularies(folder);
    }

    /**
     * Makes the folder of a new run; nothing starts yet.
     *
     * @throws hammingway.base.SpecException with every problem of the specification
     */
    public RunFolder create(RunSpec spec) {
        var problems = SpecCodec.problems(spec);
        if (!problems.isEmpty()) {
            throw new hammingway.base.SpecException("The run \"" + spec.name() + "\" cannot be made:", problems);
        }
        String base = LocalDate.now(java.time.ZoneId.systemDefault()) + "-" + inFolders(spec.name());
        RunFolder run =
                new RunFolder(runsFolder().resolve(base + "-" + spec.hash().substring(0, 8)));
        if (Files.exists(run.path().resolve("spec.json"))) {
            throw new WorkbenchException("The run " + run.id() + " exists already. Continue it, or change its seed.");
        }
        run.writeSpec(spec);
        return run;
    }
}
