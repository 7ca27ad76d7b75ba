package hammingway.torch.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version and kind of a PyTorch, as its own files tell them.
 *
 * @param source  the file or the folder's name that told it
 * @param told    what stood there
 * @param version such as {@code 2.7.1}
 * @param flavor  {@code cpu} or such as {@code cu128}; empty when it is not told
 */
record Release(String source, Optional<String> told, Optional<String> version, Optional<String> flavor) {
    private static final String BUILD_VERSION = "build-version";
    private static final String PYTHON = "version.py";

    /** A version file is a line or a few; whoever has more is something else. */
    private static final int MOST_BYTES = 4096;

    private static final Pattern NUMBER = Pattern.compile("(\\d+\\.\\d+\\.\\d+)[\\w.]*(?:\\+(\\w+))?");
    private static final Pattern IN_PYTHON = Pattern.compile("__version__\\s*=\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern CUDA_IN_PYTHON = Pattern.compile("(?m)^cuda\\b[^=\\n]*=\\s*['\"](\\d+)\\.(\\d+)['\"]");

    /** The folders of DJL: {@code 2.7.1-20250812-cpu-linux-x86_64}. */
    private static final Pattern DJL_FOLDER =
            Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:-\\d{8})?-(cpu|cu\\d{3})(?:-precxx11)?-(?:linux|win|osx)-\\w+");

    /** Looks beside the libraries and in the folder above them. */
    static Release of(Path lib) {
        Path absolute = lib.toAbsolutePath().normalize();
        Path above = absolute.getParent() == null ? absolute : absolute.getParent();
        for (Path folder : List.of(absolute, above)) {
            Optional<String> text = text(folder.resolve(BUILD_VERSION));
            if (text.isPresent()) {
                return ofText(BUILD_VERSION, text.get().strip(), Optional.empty());
            }
            Optional<String> python = text(folder.resolve(PYTHON));
            Matcher m = IN_PYTHON.matcher(python.orElse(""));
            if (m.find()) {
                Matcher cuda = CUDA_IN_PYTHON.matcher(python.orElse(""));
                return ofText(
                        PYTHON,
                        m.group(1),
                        cuda.find() ? Optional.of("cu" + cuda.group(1) + cuda.group(2)) : Optional.empty());
            }
        }
        Path name = absolute.getFileName();
        Matcher djl = DJL_FOLDER.matcher(name == null ? "" : name.toString());
        return djl.matches()
                ? new Release(
                        "folder's name",
                        Optional.of(djl.group(1) + "+" + djl.group(2)),
                        Optional.of(djl.group(1)),
                        Optional.of(djl.group(2)))
                : new Release(BUILD_VERSION, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Release ofText(String source, String text, Optional<String> cuda) {
        String shown = text.length() <= 60 ? text : text.substring(0, 57) + "...";
        Matcher m = NUMBER.matcher(text);
        if (!m.matches()) {
            return new Release(source, Optional.of(shown), Optional.empty(), cuda);
        }
        return new Release(
                source,
                Optional.of(shown),
                Optional.of(m.group(1)),
                Optional.ofNullable(m.group(2)).or(() -> cuda));
    }

    private static Optional<String> text(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
