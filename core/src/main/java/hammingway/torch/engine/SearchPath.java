package hammingway.torch.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where CUDA's runtime may lie. */
final class SearchPath {
    /** Such as {@code libcudart.so.12} or {@code libcudart-218eec4c.so.12} on Linux, {@code cudart64_12.dll} on Windows. */
    private static final Pattern CUDA_RUNTIME = Pattern.compile("(lib)?cudart.*\\.(so|dll).*");

    private static final List<String> USUAL =
            List.of("/usr/local/cuda/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib64");

    private SearchPath() {}

    static List<Path> ofThis() {
        return of(System.getenv());
    }

    static List<Path> of(Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        for (String variable : List.of("LD_LIBRARY_PATH", "PATH")) {
            for (String name : environment.getOrDefault(variable, "").split(Pattern.quote(File.pathSeparator))) {
                try {
                    if (!name.isBlank()) {
                        folders.add(Path.of(name));
                    }
                } catch (InvalidPathException unused) {
                    // a word of the variable that names no folder finds nothing
                }
            }
        }
        USUAL.forEach(u -> folders.add(Path.of(u)));
        return folders;
    }

    /** Beside the libraries, in the packages that pip installs beside torch, or where the system looks. */
    static boolean holdsCudaRuntime(Host host, Path lib, List<Path> folders) {
        List<Path> all = new ArrayList<>(List.of(lib));
        Path torch = lib.toAbsolutePath().normalize().getParent();
        if (torch != null) {
            String part = host.os().equals("win") ? "bin" : "lib";
            all.add(torch.resolveSibling("nvidia").resolve("cuda_runtime").resolve(part));
        }
        all.addAll(folders);
        return all.stream().anyMatch(SearchPath::holdsCudaRuntime);
    }

    private static boolean holdsCudaRuntime(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(
                    f -> CUDA_RUNTIME.matcher(f.getFileName().toString()).matches());
        } catch (IOException e) {
            return false;
        }
    }
}
