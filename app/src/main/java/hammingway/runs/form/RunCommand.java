package hammingway.runs.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/** The command lines that do what the page does. */
final class RunCommand {
    private RunCommand() {}

    /** Creates the very run of a draft, starts and follows it. */
    static String run(RunDraft draft, Path project) {
        StringBuilder line =
                new StringBuilder("run ").append(quoted(draft.start().reference()));
        for (Map.Entry<String, JsonNode> e : draft.sets().entrySet()) {
            String value = e.getValue().isTextual()
                    ? text(e.getValue().asText())
                    : e.getValue().toString();
            line.append(" --set ").append(quoted(e.getKey() + "=" + value));
        }
        return program(line.append(" -p ").append(quoted(project.toString())).toString());
    }

    /** A text that JSON would take for something else is written as JSON. */
    private static String text(String value) {
        return value.matches("(?s)[-+.\\d\\[{\"].*|true|false|null|NaN|-?Infinity|\\s*")
                ? com.fasterxml.jackson.databind.node.TextNode.valueOf(value).toString()
                : value;
    }

    /** An installed program has a name; from the sources it is started through Maven. */
    static String program(String arguments) {
        String installed = System.getProperty("jpackage.app-path", "");
        return installed.isEmpty()
                ? "mvn -q process-classes exec:exec -Dargs=\"" + arguments.replace("\"", "\\\"") + "\""
                : quoted(installed) + " " + arguments;
    }

    static String quoted(String text) {
        return text.matches("[\\p{L}\\p{N}._:=/,+@%\\\\-]+") ? text : "'" + text + "'";
    }
}
