package hammingway.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Doc;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code hammingway preferences}: what the page of preferences does, without a window. */
public final class PreferencesCommand {
    /** What can be chosen; the rest the window remembers by itself. */
    static final List<String> FIELDS = List.of("theme", "scale", "projects");

    private static final String USAGE = """
            Usage: hammingway preferences [--json] [--reset] [FIELD=VALUE...]
            Shows the window's preferences, or changes some: theme=dark scale=120 projects=/data/studies
            An empty value sets a field back: scale=
              --reset  Set all of them back
              --json   Print them as JSON
            """;

    private final PreferencesFile file;
    private final PrintWriter out;

    public PreferencesCommand(PreferencesFile file, PrintWriter out) {
        this.file = file;
        this.out = out;
    }

    /** @return the exit code: 0 done, 1 a problem that was told, 2 wrong usage */
    public int run(List<String> arguments) {
        List<String> options = arguments.stream().filter(a -> a.startsWith("-")).toList();
        List<String> changes =
                arguments.stream().filter(a -> !a.startsWith("-")).toList();
        Optional<String> strange = arguments.stream()
                .filter(a -> a.startsWith("-") ? !List.of("--json", "--reset").contains(a) : a.indexOf('=') < 1)
                .findFirst();
        if (strange.isPresent()) {
            boolean help = List.of("-h", "--help").contains(strange.get());
            out.printf("%s%s", help ? "" : strange.get() + " is not understood.\n", USAGE);
            return help ? 0 : 2;
        }
        try {
            PreferencesFile.Loaded loaded = file.load();
            loaded.problem().ifPresent(out::println);
            Preferences before = loaded.preferences();
            Preferences after =
                    changed(options.contains("--reset") ? before.withChoicesOf(Preferences.DEFAULT) : before, changes);
            if (!after.equals(before)) {
                file.save(after);
            }
            show(after, options.contains("--json"));
            return 0;
        } catch (WorkbenchException e) {
            out.println("Error: " + e.getMessage());
            return 1;
        }
    }

    private static Preferences changed(Preferences before, List<String> changes) {
        ObjectNode node = SpecCodec.write(before);
        List<Problem> unknown = new ArrayList<>();
        for (String change : changes) {
            int equals = change.indexOf('=');
            String field = change.substring(0, equals);
            String value = change.substring(equals + 1);
            if (!FIELDS.contains(field)) {
                unknown.add(new Problem(field, value, "one of " + String.join(", ", FIELDS), "Correct the name"));
            } else if (value.isEmpty()) {
                node.set(field, SpecCodec.write(Preferences.DEFAULT).get(field));
            } else if (field.equals("scale")) {
                SpecCodec.set(node, field, value);
            } else {
                node.put(field, value);
            }
        }
        if (!unknown.isEmpty()) {
            throw new SpecException("There are no such preferences:", unknown);
        }
        return SpecCodec.read(Preferences.class, node, "The change of preferences");
    }

    private void show(Preferences preferences, boolean json) {
        ObjectNode node = SpecCodec.write(preferences);
        node.retain(FIELDS);
        if (json) {
            out.printf("%s", Json.pretty(node));
            return;
        }
        for (String field : FIELDS) {
            String value = node.path(field).asText();
            out.printf(
                    "%-9s %-12s %s%n",
                    field,
                    value.isEmpty() ? "(default)" : value,
                    SpecCodec.doc(preferences, field).map(Doc::value).orElse(""));
        }
        out.println("New projects are made in " + preferences.projectsFolder() + ". Kept in " + file.path() + ".");
    }
}
