package hammingway.torch.engine;

import hammingway.base.AtomicFiles;
import hammingway.base.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks whether a folder holds a libtorch that this program can use, by names, sizes and headers of its files: an engine that
 * does not fit may load and then crash the process, so it must be known before.
 *
 * @param host       the system that the libraries must fit
 * @param searchPath folders in which the system finds CUDA's runtime, beside those of the engine
 */
public record LibtorchCheck(Host host, List<Path> searchPath) {
    /** Without these there is no engine; names without the system's prefix and ending. */
    private static final List<String> NEEDED = List.of("c10", "torch_cpu", "torch");

    private static final List<String> NEEDED_FOR_CUDA = List.of("c10_cuda", "torch_cuda");

    /** How {@code c10::Error} is named in the library: its constructor takes a {@code std::string}, whose kind differs between the two ABIs. */
    private static final String ERROR_SYMBOL = "_ZN3c105ErrorC";

    private static final String MODERN_STRING = "__cxx11";

    public LibtorchCheck {
        searchPath = List.copyOf(searchPath);
    }

    public static LibtorchCheck ofThis() {
        return new LibtorchCheck(Host.ofThis(), SearchPath.ofThis());
    }

    /** Reads, loads nothing. */
    public LibtorchReport inspect(Path folder) {
        List<Problem> problems = new ArrayList<>();
        Optional<Path> libraries = libraries(folder, problems);
        if (libraries.isEmpty()) {
            return new LibtorchReport(folder, libraries, Optional.empty(), Optional.empty(), problems);
        }
        Path lib = libraries.get();
        Release release = Release.of(lib);
        checkVersion(release, lib, problems);
        boolean cuda = has(lib, "torch_cuda") || has(lib, "c10_cuda");
        Optional<String> flavor = release.flavor().or(() -> cuda ? Optional.empty() : Optional.of(Pytorch.CPU));
        checkFlavor(flavor, release, lib, problems);
        checkFiles(lib, flavor.filter(f -> f.startsWith("cu")).isPresent() || cuda, problems);
        checkStrings(lib, problems);
        return new LibtorchReport(folder, libraries, release.version(), flavor, problems);
    }

    /** The folder of the libraries, or a problem that says what the folder is instead. */
    private Optional<Path> libraries(Path folder, List<Problem> problems) {
        if (Files.notExists(folder)) {
            problems.add(new Problem("folder", folder.toString(), "a folder that is there", "Check the path"));
            return Optional.empty();
        }
        if (!Files.isDirectory(folder)) {
            boolean archive = folder.toString().toLowerCase(Locale.ROOT).matches(".*\\.(zip|whl|tar|gz|tgz|7z)");
            problems.add(new Problem(
                    "folder",
                    folder + " (a file)",
                    "a folder",
                    archive
                            ? "Unpack the archive, and choose the folder libtorch that comes out"
                            : "Choose the folder libtorch in which it lies"));
            return Optional.empty();
        }
        try {
            for (Path candidate : List.of(folder, folder.resolve("lib"))) {
                if (holdsLibraries(candidate)) {
                    return Optional.of(candidate);
                }
            }
            problems.add(instead(folder));
        } catch (IOException e) {
            problems.add(new Problem(
                    "folder",
                    String.valueOf(AtomicFiles.failure("cannot read", folder, e).getMessage()),
                    "a folder that can be read",
                    "Check its permissions"));
        }
        return Optional.empty();
    }

    private boolean holdsLibraries(Path folder) {
        return NEEDED.stream().anyMatch(name -> has(folder, name));
    }

    private boolean has(Path folder, String library) {
        return Files.isRegularFile(folder.resolve(host.file(library)));
    }

    /** Why there are no libraries in a folder: those of another system, a folder too high up, or something else altogether. */
    private Problem instead(Path folder) throws IOException {
        for (Path candidate : List.of(folder, folder.resolve("lib"))) {
            for (Host other : List.of(new Host("linux", ""), new Host("win", ""), new Host("osx", ""))) {
                Path file = candidate.resolve(other.file("torch_cpu"));
                if (Files.isRegularFile(file)) {
                    return new Problem(
                            folder.relativize(file).toString(),
                            NativeLibrary.read(file).told(),
                            "libraries for " + host.told(),
                            "Get the libtorch for this system");
                }
            }
        }
        Optional<Path> below = below(folder);
        if (below.isPresent()) {
            return new Problem(
                    "folder",
                    folder.toString(),
                    "the folder of PyTorch itself",
                    "Choose " + below.get() + ", which is in it");
        }
        try (Stream<Path> content = Files.list(folder)) {
            return new Problem(
                    "folder",
                    folder + (content.findAny().isPresent() ? " (no PyTorch in it)" : " (empty)"),
                    "a folder with lib/" + host.file("torch") + ", such as an unpacked libtorch",
                    "Choose the folder libtorch, or the folder torch of a Python environment's site-packages");
        }
    }

    /** A folder with libraries a few steps down, as in an archive's outer folder or a Python environment. */
    private Optional<Path> below(Path folder) throws IOException {
        Path library = Path.of("lib", host.file("torch_cpu"));
        try (Stream<Path> found =
                Files.find(folder, 5, (p, a) -> a.isDirectory() && Files.isRegularFile(p.resolve(library)))) {
            return found.findFirst();
        } catch (java.io.UncheckedIOException e) {
            return Optional.empty(); // a part of it may not be read
        }
    }

    private static void checkVersion(Release release, Path lib, List<Problem> problems) {
        String allowed = Pytorch.SERIES + ".x (" + Pytorch.VERSION + " is what this program was built for)";
        if (release.version().isEmpty()) {
            problems.add(
                    new Problem(
                            "build-version",
                            release.told().orElse("(missing)"),
                            allowed,
                            "Its version cannot be told from " + lib
                                    + " or the folder above: choose a libtorch with its file build-version, or a Python environment's folder torch"));
        } else if (!release.version().get().matches(Pytorch.SERIES.replace(".", "\\.") + "\\.\\d+.*")) {
            problems.add(new Problem(
                    release.source(),
                    release.version().get(),
                    allowed,
                    "Another version may load and then crash the run: get libtorch " + Pytorch.VERSION));
        }
    }

    private void checkFlavor(Optional<String> flavor, Release release, Path lib, List<Problem> problems) {
        List<String> allowed = Pytorch.flavors(host);
        String names = String.join(" or ", allowed.stream().map(f -> "+" + f).toList());
        if (flavor.isEmpty()) {
            problems.add(new Problem(
                    release.version().isEmpty() ? "build-version" : release.source(),
                    release.told().orElse("(missing)"),
                    "a version ending in " + names,
                    lib + " has CUDA's libraries, but of which CUDA is not told: get libtorch " + Pytorch.VERSION
                            + " for CUDA 12.8"));
        } else if (!allowed.contains(flavor.get())) {
            problems.add(new Problem(
                    release.source(),
                    release.told().orElse(flavor.get()),
                    "a version ending in " + names,
                    "There is no bridge to this kind of engine on " + host.told() + ": get libtorch " + Pytorch.VERSION
                            + " with " + names));
        }
    }

    private void checkFiles(Path lib, boolean cuda, List<Problem> problems) {
        List<String> needed = new ArrayList<>(NEEDED);
        if (cuda) {
            needed.addAll(NEEDED_FOR_CUDA);
        }
        for (String name : needed) {
            checkLibrary(lib.resolve(host.file(name)), problems);
        }
        if (cuda && !SearchPath.holdsCudaRuntime(host, lib, searchPath)) {
            problems.add(new Problem(
                    lib + " (" + host.file("cudart") + ")",
                    "(missing)",
                    "CUDA's runtime beside the libraries or on the system's library path",
                    "Use a libtorch that brings it, or install CUDA 12"));
        }
    }

    private void checkLibrary(Path file, List<Problem> problems) {
        if (Files.notExists(file)) {
            problems.add(new Problem(
                    file.toString(),
                    "(missing)",
                    "all libraries of PyTorch",
                    "The folder is not whole: unpack or install it again"));
            return;
        }
        try {
            NativeLibrary library = NativeLibrary.read(file);
            if (!library.whole()) {
                problems.add(new Problem(
                        file.toString(),
                        library.size() + " bytes",
                        "at least " + library.length() + " bytes, by its own header",
                        "The file was cut short: unpack or install it again"));
            } else if (!library.fits(host)) {
                problems.add(new Problem(
                        file.toString(),
                        library.told(),
                        "a library for " + host.told(),
                        "Get the libtorch for this system"));
            }
        } catch (IOException e) {
            problems.add(
                    new Problem(file.toString(), "cannot be read", "a file that can be read", "Check its permissions"));
        }
    }

    /** On Linux, PyTorch comes with either kind of {@code std::string}; the bridge has the new one. */
    private void checkStrings(Path lib, List<Problem> problems) {
        Path file = lib.resolve(host.file("c10"));
        if (!host.os().equals("linux") || !Files.isRegularFile(file)) {
            return;
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            boolean known = false;
            for (int at = text.indexOf(ERROR_SYMBOL); at >= 0; at = text.indexOf(ERROR_SYMBOL, at + 1)) {
                int end = text.indexOf('\0', at);
                if (text.substring(at, end < 0 ? text.length() : end).contains(MODERN_STRING)) {
                    return;
                }
                known = true;
            }
            if (known) {
                problems.add(new Problem(
                        file.toString(),
                        "the old C++ interface (pre-cxx11 ABI)",
                        "the cxx11 ABI",
                        "Get the libtorch whose name has cxx11-abi in it"));
            }
        } catch (IOException unused) {
            // told with the library's other problems
        }
    }
}
