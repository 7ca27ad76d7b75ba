package hammingway.torch.engine;

import java.util.Locale;

/**
 * The system that libraries must fit, in the engine's words.
 *
 * @param os   linux, win or osx
 * @param arch x86_64, aarch64 or what the JVM calls it
 */
public record Host(String os, String arch) {
    public static Host ofThis() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Host of(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.contains("mac") ? "osx" : name.contains("win") ? "win" : "linux";
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default -> osArch;
        };
        return new Host(os, arch);
    }

    /** Such as {@code linux-x86_64}: the ending of DJL's folders. */
    public String classifier() {
        return os + "-" + arch;
    }

    /** The file of a library, such as {@code libtorch.so}. */
    public String file(String library) {
        return switch (os) {
            case "win" -> library + ".dll";
            case "osx" -> "lib" + library + ".dylib";
            default -> "lib" + library + ".so";
        };
    }

    /** For people. */
    public String told() {
        String name = switch (os) {
            case "win" -> "Windows";
            case "osx" -> "macOS";
            default -> "Linux";
        };
        return name + " on " + arch;
    }
}
