package hammingway.torch.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The CUDA engine that can be downloaded: the libraries that DJL, the program's bridge to PyTorch, would fetch by itself, from the
 * same site into the same folder, but only on the user's word.
 *
 * @param site  where it comes from, without a slash at the end
 * @param cache where DJL keeps engines
 * @param host  the system it is for
 */
public record CudaEngine(String site, Path cache, Host host) {
    /** The publishing site in DJL 0.36.0, {@code ai.djl.pytorch.jni.LibUtils}. */
    public static final String DJL_SITE = "https://publish.djl.ai/pytorch";

    public static CudaEngine ofThis() {
        return new CudaEngine(
                DJL_SITE, cache(System.getenv(), Path.of(System.getProperty("user.home"))), Host.ofThis());
    }

    /** By DJL's rule: {@code ai.djl.util.Utils.getEngineCacheDir}. */
    static Path cache(Map<String, String> environment, Path home) {
        return Optional.ofNullable(environment.get("ENGINE_CACHE_DIR"))
                .or(() -> Optional.ofNullable(environment.get("DJL_CACHE_DIR")))
                .filter(v -> !v.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".djl.ai"))
                .resolve("pytorch");
    }

    /** Whether there is one for this system. */
    public boolean offered() {
        return Pytorch.flavors(host).contains(Pytorch.CUDA);
    }

    /** Where it is, or would be. */
    public Path folder() {
        return cache.resolve(Pytorch.VERSION + "-" + Pytorch.CUDA + "-" + host.classifier());
    }

    public boolean there() {
        return Files.isRegularFile(folder().resolve(host.file("torch_cuda")));
    }

    /** The list of all files that the site has for the version. */
    String index() {
        return site + "/" + Pytorch.VERSION + "/files.txt";
    }

    /** How the lines of the list begin that are files of this engine. */
    String prefix() {
        return Pytorch.CUDA + "/" + host.classifier() + "/native/lib/";
    }

    String address(String line) {
        return site + "/" + Pytorch.VERSION + "/" + line;
    }

    /** What would be fetched, for people. */
    public String told() {
        return "PyTorch " + Pytorch.VERSION + " for CUDA 12.8 (" + Pytorch.CUDA + "), " + host.told();
    }
}
