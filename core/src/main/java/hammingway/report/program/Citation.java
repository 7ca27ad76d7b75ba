package hammingway.report.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the program is cited. {@code CITATION.cff} at the root of the sources is the one place where it stands; the other forms are made
 * from it.
 *
 * @param licence its SPDX identifier
 */
public record Citation(String title, String version, LocalDate released, String licence, List<String> authors) {
    private static final String RESOURCE = "/hammingway/CITATION.cff";

    public Citation {
        authors = List.copyOf(authors);
    }

    /** What this program's own file says. */
    public static Citation ofThis() {
        try (InputStream in = Citation.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + RESOURCE, e);
        }
    }

    /** Reads our own file, which has each value on the line of its key; it is no reader of YAML. */
    static Citation of(String cff) {
        return new Citation(
                value(cff, "title"),
                value(cff, "version"),
                LocalDate.parse(value(cff, "date-released")),
                value(cff, "license"),
                authors(cff));
    }

    private static String value(String cff, String key) {
        Matcher found = Pattern.compile("(?m)^" + key + ": *\"?(.*?)\"? *$").matcher(cff);
        if (!found.find()) {
            throw new IllegalStateException("CITATION.cff has no " + key);
        }
        return found.group(1);
    }

    private static List<String> authors(String cff) {
        List<String> names = new ArrayList<>();
        Matcher list = Pattern.compile("(?m)^authors: *\\R((?: .*\\R)+)").matcher(cff);
        if (list.find()) {
            Matcher name = Pattern.compile("(?m)^ +- name: *\"?(.*?)\"? *$").matcher(list.group(1));
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        return names;
    }

    /** For a {@code .bib} file. Names in double braces are taken whole. */
    public String bibtex() {
        String month = released.getMonth()
                .getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                .toLowerCase(Locale.ROOT);
        return """
                @software{hammingway,
                  author  = {{%s}},
                  title   = {{%s}},
                  version = {%s},
                  year    = {%d},
                  month   = %s,
                  license = {%s}
                }
                """.formatted(String.join("}} and {{", authors), title, version, released.getYear(), month, licence);
    }

    /** One sentence for a list of references. */
    public String plain() {
        return "%s (%d). %s (version %s) [Computer software]. %s licence."
                .formatted(String.join(", ", authors), released.getYear(), title, version, licence);
    }
}
