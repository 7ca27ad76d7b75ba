package hammingway.report.tracker;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The little YAML of MLflow's {@code meta.yaml}: one level of fields; numbers, nulls, empty lists, and texts in double quotes. */
final class Yaml {
    private Yaml() {}

    static String of(Map<String, ? extends @Nullable Object> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> text.append(name)
                .append(": ")
                .append(value instanceof String s ? quoted(s) : String.valueOf(value))
                .append('\n'));
        return text.toString();
    }

    /** In ASCII, as readers refuse control characters and some cannot take others. */
    private static String quoted(String s) {
        StringBuilder text = new StringBuilder("\"");
        s.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (c >= ' ' && c <= '~') {
                text.append((char) c);
            } else {
                text.append(String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
            }
        });
        return text.append('"').toString();
    }
}
