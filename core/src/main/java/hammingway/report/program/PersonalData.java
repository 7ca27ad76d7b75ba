package hammingway.report.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must not leave the machine in a text that is handed on: who works here, on which machine, and where files lie.
 *
 * @param home     the home folder
 * @param user     the account
 * @param hosts    the machine's names
 * @param projects folders of projects
 */
public record PersonalData(Path home, String user, List<String> hosts, List<Path> projects) {
    /** A path of two names or more; what stands before it must not be a part of it, as in {@code java.base/java.lang}. */
    private static final Pattern UNIX =
            Pattern.compile("(?<![\\w.~>\\])/\\u2026-])/(?:[^\\s/:\"'<>|,;()]+/)+([^\\s/:\"'<>|,;()]*)");

    private static final Pattern AT_HOME = Pattern.compile("~/(?:[^\\s/:\"'<>|,;()]+/)+([^\\s/:\"'<>|,;()]*)");

    private static final Pattern WINDOWS =
            Pattern.compile("(?<!\\w)(?:[A-Za-z]:|\\\\)\\\\(?:[^\\s\\\\:\"'<>|,;()]+\\\\)*([^\\s\\\\:\"'<>|,;()]*)");

    /** Shorter names are parts of ordinary words. */
    private static final int SHORTEST_NAME = 3;

    public PersonalData {
        hosts = List.copyOf(hosts);
        projects = List.copyOf(projects);
    }

    /** Of this machine, asking no network. */
    public static PersonalData ofThis(List<Path> projects) {
        return new PersonalData(
                Path.of(System.getProperty("user.home")),
                System.getProperty("user.name", ""),
                hosts(System.getenv()),
                projects);
    }

    private static List<String> hosts(Map<String, String> environment) {
        List<String> names = new ArrayList<>();
        names.add(environment.getOrDefault("HOSTNAME", ""));
        names.add(environment.getOrDefault("COMPUTERNAME", ""));
        Path told = Path.of("/proc/sys/kernel/hostname");
        if (Files.isReadable(told)) {
            try {
                names.add(Files.readString(told).strip());
            } catch (IOException e) {
                return names; // a system that does not tell its name cannot leak it here either
            }
        }
        return names;
    }

    /** The text with all of it replaced: the home folder by {@code ~}, other folders by an ellipsis, the last name of a path kept. */
    public String hide(String text) {
        String hidden = text;
        List<Path> longestFirst = projects.stream()
                .map(p -> p.toAbsolutePath().normalize())
                .sorted(Comparator.comparingInt((Path p) -> p.toString().length())
                        .reversed())
                .toList();
        for (Path project : longestFirst) {
            hidden = folder(hidden, project, "<project>");
        }
        hidden = folder(hidden, home.toAbsolutePath().normalize(), "~");
        hidden = AT_HOME.matcher(hidden).replaceAll("~/\u2026/$1");
        hidden = UNIX.matcher(hidden).replaceAll(PersonalData::lastName);
        hidden = WINDOWS.matcher(hidden).replaceAll(PersonalData::lastName);
        hidden = word(hidden, user, "<user>");
        for (String host : hosts) {
            hidden = word(hidden, host, "<host>");
        }
        return hidden;
    }

    private static String folder(String text, Path folder, String stands) {
        return folder.getNameCount() == 0
                ? text
                : text.replaceAll(Pattern.quote(folder.toString()) + "(?![\\w-])", Matcher.quoteReplacement(stands));
    }

    private static String lastName(java.util.regex.MatchResult path) {
        return Matcher.quoteReplacement("\u2026/" + path.group(1));
    }

    private static String word(String text, String name, String stands) {
        return name.length() < SHORTEST_NAME
                ? text
                : text.replaceAll(
                        "(?i)(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])", Matcher.quoteReplacement(stands));
    }
}
