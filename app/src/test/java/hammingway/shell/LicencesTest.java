package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build fails on a licence that is not allowed; here: what it lists is what the program brings along, and each licence has its text. */
class LicencesTest {
    private static final String FOLDER = "/hammingway/licences/";

    /** "(MIT) (EPL-2.0) Name (group:artifact:version - address)". */
    private static final Pattern LINE =
            Pattern.compile(" +((?:\\([A-Za-z0-9.-]+\\) )+)(.+) \\(([^: ]+):([^: ]+):\\S+ - .*\\)");

    /** Where classes of the parts that people meet come from. */
    private static final List<String> KNOWN = List.of(
            "ai.djl:api",
            "org.openjfx:javafx-graphics",
            "org.jfree:jfreechart",
            "info.picocli:picocli",
            "org.slf4j:slf4j-api");

    private static Map<String, List<String>> listed() throws IOException {
        Map<String, List<String>> licences = new LinkedHashMap<>();
        for (String line :
                text("THIRD-PARTY.txt").lines().filter(l -> l.startsWith("  ")).toList()) {
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            licences.put(
                    parts.group(3) + ":" + parts.group(4),
                    Stream.of(parts.group(1).split("[() ]+"))
                            .filter(l -> !l.isEmpty())
                            .toList());
        }
        return licences;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = LicencesTest.class.getResourceAsStream(FOLDER + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void eachLicenceOfEachLibraryHasItsText() throws IOException {
        Map<String, List<String>> all = listed();
        assertThat(all).hasSizeGreaterThan(40).containsKeys(KNOWN.toArray(String[]::new));
        for (Map.Entry<String, List<String>> library : all.entrySet()) {
            assertThat(library.getValue()).as(library.getKey()).isNotEmpty();
            for (String licence : library.getValue()) {
                assertThat(text("texts/" + licence + ".txt")).as(licence).hasSizeGreaterThan(500);
            }
        }
    }

    @Test
    void everyJarOfTheProgramIsListed() throws IOException {
        Map<String, List<String>> all = listed();
        List<String> missing = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            String jar = entry.replace('\\', '/').replaceFirst(".*/", "");
            // a jar of the local repository lies in .../artifact/version/artifact-version.jar
            String artifact = jar.replaceFirst("-\\d.*", "");
            boolean test = jar.matches(
                    "(junit|assertj|archunit|testfx|hamcrest|opentest4j|apiguardian|byte-buddy|surefire|org\\.osgi|hammingway).*");
            if (jar.endsWith(".jar") && !test && all.keySet().stream().noneMatch(k -> k.endsWith(":" + artifact))) {
                missing.add(jar);
            }
        }
        assertThat(missing).isEmpty();
    }
}
