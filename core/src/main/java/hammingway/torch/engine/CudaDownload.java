package hammingway.torch.engine;

import hammingway.base.AtomicFiles;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Fetches the CUDA engine, on the user's word alone. It is whole and checked in its folder, or not there at all. */
public final class CudaDownload {
    private static final int CHUNK = 1 << 16;

    private final CudaEngine engine;
    private final LibtorchCheck check;

    public CudaDownload(CudaEngine engine, LibtorchCheck check) {
        this.engine = engine;
        this.check = check;
    }

    /**
     * A file that would be fetched.
     *
     * @param address where it comes from, compressed
     * @param name    what it is called when unpacked
     * @param bytes   to be fetched
     */
    public record Item(String address, String name, long bytes) {}

    /** All files of the engine. */
    public record Plan(List<Item> items) {
        public Plan {
            items = List.copyOf(items);
        }

        public long bytes() {
            return items.stream().mapToLong(Item::bytes).sum();
        }

        /** Such as {@code 12 files, 2.9 GB}. */
        public String told() {
            return items.size() + (items.size() == 1 ? " file, " : " files, ") + size(bytes());
        }
    }

    /** Bytes for people: kB, MB, GB as powers of ten. */
    public static String size(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** Asks the site which files there are and how large, and fetches none of them. */
    public Plan plan(Progress progress) {
        if (!engine.offered()) {
            throw new WorkbenchException("There is no CUDA engine for "
                    + engine.host().told() + ". CUDA needs Linux or Windows on x86_64; the bundled engine works here.");
        }
        try (Site site = new Site(progress)) {
            progress.update(0, "Asking " + engine.site());
            List<String> lines = site.text(engine.index())
                    .lines()
                    .map(String::strip)
                    .filter(l -> l.startsWith(engine.prefix()) && l.endsWith(".gz"))
                    .toList();
            if (lines.isEmpty()) {
                throw new WorkbenchException(engine.index() + " lists no file of " + engine.told()
                        + ". Get a libtorch by yourself, and choose its folder.");
            }
            List<Item> items = new ArrayList<>();
            for (String line : lines) {
                progress.check();
                progress.update((double) items.size() / lines.size(), "Asking for sizes");
                String address = engine.address(line);
                items.add(new Item(address, name(line), site.size(address)));
            }
            return new Plan(items);
        }
    }

    private static String name(String line) {
        String file = line.substring(line.lastIndexOf('/') + 1, line.length() - ".gz".length());
        String name = URLDecoder.decode(file, StandardCharsets.UTF_8);
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            throw new WorkbenchException("The site lists a file that cannot be one of an engine: " + line);
        }
        return name;
    }

    /**
     * Fetches, unpacks and checks.
     *
     * @return the folder of the engine
     * @throws WorkbenchException saying what failed; nothing is left behind
     */
    public Path fetch(Plan plan, Progress progress) {
        Path folder = engine.folder();
        Path part = folder.resolveSibling(
                folder.getFileName() + "." + ProcessHandle.current().pid() + AtomicFiles.TEMPORARY);
        try {
            leftovers(folder);
            Files.createDirectories(part);
            long free = Files.getFileStore(part).getUsableSpace();
            // libraries shrink to about half when compressed
            if (free < 2 * plan.bytes()) {
                throw new WorkbenchException(engine.cache() + " has " + size(free) + " free; the engine needs about "
                        + size(2 * plan.bytes()) + ". Free some space, or set DJL_CACHE_DIR to another disk.");
            }
            try (Site site = new Site(progress)) {
                long done = 0;
                for (Item item : plan.items()) {
                    unpack(site, item, part.resolve(item.name()), new Share(progress, done, plan.bytes()));
                    done += item.bytes();
                }
            }
            Files.writeString(part.resolve("build-version"), Pytorch.VERSION + "+" + Pytorch.CUDA + "\n");
            LibtorchReport report = check.inspect(part);
            if (!report.usable()) {
                throw new WorkbenchException("What " + engine.site() + " gave is no engine that can be used:\n  "
                        + String.join(
                                "\n  ",
                                report.problems().stream().map(Object::toString).toList()));
            }
            delete(folder);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot keep the engine in", folder, e);
        } finally {
            delete(part);
        }
    }

    /** How far the whole is, from how far one file is. */
    private record Share(Progress progress, long before, long all) {
        void at(Item item, long bytes) {
            progress.update(
                    (double) (before + bytes) / Math.max(1, all),
                    item.name() + ", " + size(before + bytes) + " of " + size(all));
        }
    }

    private static void unpack(Site site, Item item, Path target, Share share) throws IOException {
        try (Site.Counted packed = site.open(item.address());
                InputStream in = new GZIPInputStream(packed, CHUNK);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                share.progress().check();
                out.write(chunk, 0, n);
                share.at(item, packed.count());
            }
        } catch (ZipException | java.io.EOFException e) {
            share.progress().check();
            throw new WorkbenchException(
                    item.address() + " did not arrive whole (" + e.getMessage() + "). Try again.", e);
        } catch (Site.Gone e) {
            share.progress().check();
            throw new WorkbenchException(item.address() + ": " + e.getMessage() + ". Try again.", e);
        }
    }

    /** Removes what a process that was killed while it fetched has left. */
    private static void leftovers(Path folder) throws IOException {
        if (folder.getParent() == null || !Files.isDirectory(folder.getParent())) {
            return;
        }
        String begin = folder.getFileName() + ".";
        try (Stream<Path> beside = Files.list(folder.getParent())) {
            for (Path other : beside.toList()) {
                String name = other.getFileName().toString();
                if (name.startsWith(begin) && name.matches(".*\\.\\d{1,15}\\" + AtomicFiles.TEMPORARY)) {
                    String pid = name.substring(begin.length(), name.length() - AtomicFiles.TEMPORARY.length());
                    if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                        delete(other);
                    }
                }
            }
        }
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot remove", folder, e);
        }
    }
}
