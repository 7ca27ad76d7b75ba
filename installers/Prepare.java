import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the jars of a package from those of the build, {@code java installers/Prepare.java JARS LICENCES FOLDER PLATFORM}, with PLATFORM
 * one of linux-x86_64, linux-aarch64, win-x86_64, osx-aarch64: native libraries of other platforms are left out; those of JavaFX lie
 * beside the jars, where it finds them first, and need not be unpacked into each user's home; THIRD-PARTY-LICENCES.txt tells every part
 * with its licence and notices. Stops where a library of this platform is missing.
 */
final class Prepare {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|so\\.\\d+|dylib|jnilib|dll|a)");
    private static final Pattern NOTICE = Pattern.compile("(META-INF/)?[^/]*(NOTICE|LICEN[CS]E|AL2\\.0)[^/]*", Pattern.CASE_INSENSITIVE);

    private final Path jars;
    private final Path licences;
    private final Path folder;
    private final Platform platform;

    /** The names that libraries give to one platform: DJL's, and JNA's. */
    private enum Platform {
        LINUX_X86_64("linux-x86_64", "linux-x86-64"),
        LINUX_AARCH64("linux-aarch64", "linux-aarch64"),
        WIN_X86_64("win-x86_64", "win32-x86-64"),
        OSX_AARCH64("osx-aarch64", "darwin-aarch64");

        private final String name;
        private final String jna;

        Platform(String name, String jna) {
            this.name = name;
            this.jna = jna;
        }

        static Platform of(String name) {
            return Stream.of(values())
                    .filter(p -> p.name.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No platform is named " + name + ". Name one of "
                            + Stream.of(values()).map(p -> p.name).toList() + "."));
        }

        /** Of the engine's JNI library the variant for GPUs stays, too: the engine's page can fetch CUDA. */
        boolean owns(String entry) {
            return entry.contains("/" + name + "/") || entry.contains("/" + jna + "/");
        }
    }

    private Prepare(Path jars, Path licences, Path folder, Platform platform) {
        this.jars = jars;
        this.licences = licences;
        this.folder = folder;
        this.platform = platform;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 4) {
            System.err.println("Usage: java Prepare.java JARS LICENCES FOLDER PLATFORM");
            System.exit(2);
        }
        new Prepare(Path.of(args[0]), Path.of(args[1]), Files.createDirectories(Path.of(args[2])), Platform.of(args[3]))
                .run();
    }

    private void run() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(jars)) {
            all = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
        if (all.stream().filter(f -> f.getFileName().toString().startsWith("hammingway-core-")).count() != 1) {
            throw new IllegalStateException("There should be one hammingway-core in " + jars + ". Delete the folder and build again.");
        }
        Map<String, Integer> own = new TreeMap<>();
        for (Path jar : all) {
            own.put(jar.getFileName().toString(), copy(jar));
        }
        for (String needed : List.of("pytorch-native-cpu", "pytorch-jni", "tokenizers", "jna", "javafx-graphics")) {
            if (own.entrySet().stream().noneMatch(e -> e.getKey().startsWith(needed) && e.getValue() > 0)) {
                throw new IllegalStateException("No native library of " + needed + " for " + platform.name + " is in " + jars
                        + ". Build on that platform, or with -Dnatives=" + platform.name + ".");
            }
        }
        notices(all);
    }

    /** @return how many native libraries of this platform the jar holds */
    private int copy(Path jar) throws IOException {
        boolean javafx = jar.getFileName().toString().startsWith("javafx-");
        int own = 0;
        Path target = folder.resolve(jar.getFileName().toString());
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry : entries(in)) {
                boolean library = NATIVE.matcher(entry.getName()).matches();
                if (library && javafx) {
                    try (InputStream bytes = in.getInputStream(entry)) {
                        Files.write(folder.resolve(entry.getName()), bytes.readAllBytes());
                    }
                    own++;
                } else if (!library || platform.owns(entry.getName())) {
                    own += library ? 1 : 0;
                    write(in, entry, out);
                }
            }
        }
        Files.setLastModifiedTime(target, Files.getLastModifiedTime(jar));
        return own;
    }

    /** Libraries go in as they came; small files are stored, since a package is compressed as a whole and starts faster so. */
    private static void write(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        try (InputStream bytes = in.getInputStream(entry)) {
            if (entry.getSize() > 1 << 20 || entry.isDirectory()) {
                out.putNextEntry(copy);
                bytes.transferTo(out);
            } else {
                byte[] content = bytes.readAllBytes();
                CRC32 sum = new CRC32();
                sum.update(content);
                copy.setMethod(ZipEntry.STORED);
                copy.setSize(content.length);
                copy.setCrc(sum.getValue());
                out.putNextEntry(copy);
                out.write(content);
            }
        }
        out.closeEntry();
    }

    private static List<ZipEntry> entries(ZipFile jar) {
        List<ZipEntry> entries = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> e = jar.entries(); e.hasMoreElements(); ) {
            entries.add(e.nextElement());
        }
        return entries;
    }

    private void notices(List<Path> all) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("THIRD-PARTY-LICENCES.txt"))) {
            say(out, Files.readString(licences.resolve("bundled.txt")));
            say(out, Files.readString(licences.resolve("THIRD-PARTY.txt")));
            for (Path jar : all) {
                try (ZipFile in = new ZipFile(jar.toFile())) {
                    for (ZipEntry entry : entries(in)) {
                        if (!entry.isDirectory() && NOTICE.matcher(entry.getName()).matches() && !entry.getName().endsWith(".class")) {
                            say(out, "\n==== " + jar.getFileName() + ": " + entry.getName() + " ====\n");
                            in.getInputStream(entry).transferTo(out);
                        }
                    }
                }
            }
            try (Stream<Path> texts = Files.list(licences.resolve("texts"))) {
                for (Path text : texts.sorted(Comparator.naturalOrder()).toList()) {
                    say(out, "\n==== " + text.getFileName().toString().replace(".txt", "") + " ====\n");
                    Files.copy(text, out);
                }
            }
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
