package hammingway.code.versions;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.analysis.Distances;
import hammingway.code.format.FileContent;
import hammingway.math.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The codebooks of a folder. {@code <name>.npz} is the newest version, beside it {@code <name>.versions} holds all of them; versions are
 * only ever added. What another program put under the name becomes a version before it is replaced. Several threads and processes may
 * save at once.
 */
public final class SavedCodebooks {
    /** Most tokens for which d_min is computed on the way: half a second at 64 bits. */
    private static final int MEASURED = 1 << 15;

    private final Path folder;
    private final InstantSource clock;

    /** @param folder of the codebooks; made when the first one is saved */
    public SavedCodebooks(Path folder) {
        this(folder, InstantSource.system());
    }

    SavedCodebooks(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * What saving did.
     *
     * @param version the newest one
     * @param fresh   whether it was added; otherwise it held the same already
     * @param told    what else happened to files, a sentence each
     */
    public record Saved(Version version, boolean fresh, List<String> told) {}

    /** Names of all codebooks, in order. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            TreeSet<String> names =
                    new TreeSet<>(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()));
            all.map(f -> String.valueOf(f.getFileName()))
                    .map(f -> f.replaceFirst("[.](npz|versions)$", "\n"))
                    .filter(f -> f.endsWith("\n"))
                    .map(String::strip)
                    .filter(f -> f.equals(CodebookName.cleaned(f)) && !f.isEmpty())
                    .filter(f -> Files.isRegularFile(npz(f))
                            || !versions(f).numbers().isEmpty())
                    .forEach(names::add);
            return List.copyOf(names);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", folder, e);
        }
    }

    /** The file of the newest version; that of the versions' folder where the other was deleted. */
    public Path file(String name) {
        Path npz = npz(CodebookName.require(name));
        List<Integer> numbers = versions(name).numbers();
        if (Files.exists(npz) || numbers.isEmpty()) {
            return npz;
        }
        return versions(name).npz(numbers.getLast());
    }

    /** A file with the newest content that will not change, for recipes that import it. What is no version yet becomes one. */
    public Path lasting(String name, Progress progress) {
        adopt(CodebookName.require(name), progress);
        List<Integer> numbers = versions(name).numbers();
        return numbers.isEmpty() ? npz(name) : versions(name).npz(numbers.getLast());
    }

    /** @throws WorkbenchException naming the versions that there are */
    public Path file(String name, int number) {
        List<Integer> numbers = versions(CodebookName.require(name)).numbers();
        if (!numbers.contains(number)) {
            throw new WorkbenchException("The codebook " + name + " has no version " + number + ". "
                    + (numbers.isEmpty()
                            ? "It has none yet: saving it makes the first."
                            : "It has " + numbers.getFirst() + " to " + numbers.getLast() + "."));
        }
        return versions(name).npz(number);
    }

    /** @throws WorkbenchException where there is no such codebook, naming those that there are */
    public History history(String name) {
        Path npz = npz(CodebookName.require(name));
        if (!Files.exists(npz) && versions(name).numbers().isEmpty()) {
            throw new WorkbenchException("There is no codebook " + name + " in " + folder + ". "
                    + (names().isEmpty() ? "Save one first." : "There are " + String.join(", ", names()) + "."));
        }
        boolean unversioned = Files.isRegularFile(npz) && !versions(name).holds(FileContent.bytes(npz));
        return versions(name).history(unversioned);
    }

    /** Saves a codebook as the newest version of its name; nothing that was saved before is lost. */
    public Saved save(String name, Entry entry, Progress progress) {
        List<String> told = adopt(CodebookName.require(name), progress);
        Consumer<Path> npz = target -> CodebookFiles.write(target, entry.codebook(), entry.noted());
        return publish(name, add(name, entry, new Version.Origin.Saved(), npz, progress), told);
    }

    /** Makes an earlier version the newest again, as a version of its own. */
    public Saved restore(String name, int number, Progress progress) {
        Path source = file(name, number);
        Codebook book = CodebookFiles.read(source);
        Entry entry = Entry.of(source, book, CodebookFiles.provenance(source).map(Entry::note));
        byte[] bytes = FileContent.bytes(source);
        List<String> told = adopt(name, progress);
        return publish(name, add(name, entry, new Version.Origin.Restored(number), copy(bytes), progress), told);
    }

    private Path npz(String name) {
        return folder.resolve(name + ".npz");
    }

    private VersionFolder versions(String name) {
        return new VersionFolder(folder, name);
    }

    /** What stands under the name and is no version becomes one; what is no codebook is set aside. */
    private List<String> adopt(String name, Progress progress) {
        Path npz = npz(name);
        if (!Files.exists(npz)) {
            return List.of();
        }
        // read before the versions are listed: whatever is published is a version by then
        byte[] found = FileContent.bytes(npz);
        if (versions(name).holds(found)) {
            return List.of();
        }
        Entry entry;
        try {
            Codebook book = CodebookFiles.read(npz);
            entry = Entry.of(npz, book, CodebookFiles.provenance(npz).map(Entry::note));
        } catch (WorkbenchException e) {
            return List.of(setAside(npz) + " What stood there is no codebook: " + e.getMessage());
        }
        Saved adopted = add(name, entry, new Version.Origin.Found(), copy(found), progress);
        return adopted.fresh()
                ? List.of("What stood under the name became version "
                        + adopted.version().number() + ".")
                : List.of();
    }

    private static Consumer<Path> copy(byte[] bytes) {
        return target -> AtomicFiles.write(target, out -> out.write(bytes));
    }

    private static String setAside(Path npz) {
        for (int i = 1; ; i++) {
            Path aside = npz.resolveSibling(npz.getFileName() + ".damaged-" + i);
            if (!Files.exists(aside)) {
                try {
                    Files.move(npz, aside);
                } catch (IOException e) {
                    throw AtomicFiles.failure("Cannot set aside", npz, e);
                }
                return "Renamed " + npz.getFileName() + " to " + aside.getFileName() + ".";
            }
        }
    }

    private Saved add(String name, Entry entry, Version.Origin origin, Consumer<Path> content, Progress progress) {
        VersionFolder all = versions(name);
        Optional<Integer> distance = entry.minimumDistance().or(() -> measured(entry.codebook(), progress));
        while (true) {
            progress.check();
            List<Integer> numbers = all.numbers();
            int number = numbers.isEmpty() ? 1 : numbers.getLast() + 1;
            Optional<Before> before = before(all, numbers);
            if (before.filter(b -> entry.isIn(b.book(), b.provenance())).isPresent()) {
                return new Saved(before.get().version(), false, List.of());
            }
            Facts facts = Facts.of(entry.codebook(), entry.provenance(), distance);
            Optional<Change> change = before.map(b -> Change.between(
                    b.version().number(),
                    b.version().codebook(),
                    b.book().bits(),
                    facts,
                    entry.codebook().bits()));
            String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
            Version version = new Version(number, now, entry.text(), origin, facts, change);
            boolean committed = all.commit(number, (npz, file) -> {
                content.accept(npz);
                VersionFolder.write(file, version);
            });
            if (committed) {
                return new Saved(version, true, List.of());
            }
        }
    }

    /** The newest version that can be read. */
    private record Before(Version version, Codebook book, JsonNode provenance) {}

    private static Optional<Before> before(VersionFolder all, List<Integer> numbers) {
        for (int n : numbers.reversed()) {
            try {
                Path npz = all.npz(n);
                Codebook book = CodebookFiles.read(npz);
                JsonNode provenance = CodebookFiles.provenance(npz).orElseGet(Json::object);
                return Optional.of(new Before(version(all, n), book, provenance));
            } catch (WorkbenchException unused) {
                // its problem is told where versions are listed; the one before it is compared with
            }
        }
        return Optional.empty();
    }

    private static Version version(VersionFolder all, int number) {
        try {
            return all.read(number);
        } catch (WorkbenchException damaged) {
            return all.described(number);
        }
    }

    private static Optional<Integer> measured(Codebook book, Progress progress) {
        return book.size() > MEASURED
                ? Optional.empty()
                : Optional.of(Distances.minimum(book, Parallel.all(progress, "Minimum distance")));
    }

    /** Puts the newest version under the name. Whoever published an older one in between sees the newer one here and does so again. */
    private Saved publish(String name, Saved saved, List<String> told) {
        VersionFolder all = versions(name);
        int newest;
        do {
            newest = all.numbers().getLast();
            Path source = all.npz(newest);
            byte[] bytes = FileContent.bytes(source);
            if (!VersionFolder.same(npz(name), bytes)) {
                AtomicFiles.write(npz(name), out -> out.write(bytes));
            }
        } while (all.numbers().getLast() != newest);
        return new Saved(saved.version(), saved.fresh(), told);
    }
}
