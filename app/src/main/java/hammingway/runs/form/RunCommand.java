package hammingway.runs.form;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.form.CommandText;
import java.nio.file.Path;
import java.util.Map;

/** The command lines that do what the page does. */
final class RunCommand {
    private RunCommand() {}

    /** Creates the very run of a draft, starts and follows it. */
    static String run(RunDraft draft, Path project) {
        StringBuilder line = new StringBuilder("run ")
                .append(CommandText.quoted(draft.start().reference()));
        for (Map.Entry<String, JsonNode> e : draft.sets().entrySet()) {
            String value = e.getValue().isTextual()
                    ? text(e.getValue().asText())
                    : e.getValue().toString();
            line.append(" --set ").append(CommandText.quoted(e.getKey() + "=" + value));
        }
        return CommandText.program(line.append(" -p ")
                .append(CommandText.quoted(project.toString()))
                .toString());
    }

    /** A text that JSON would take for something else is written as JSON. */
    private static String text(String value) {
        return value.matches("(?s)[-+.\\d\\[{\"].*|true|false|null|NaN|-?Infinity|\\s*")
                ? com.fasterxml.jackson.databind.node.TextNode.valueOf(value).toString()
                : value;
    }
}
