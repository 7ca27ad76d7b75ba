package hammingway.form;

/** Command lines as a person would type them, for pages that show the command of what they do. */
public final class CommandText {
    private CommandText() {}

    /** An installed program has a name; from the sources it is started through Maven. */
    public static String program(String arguments) {
        String installed = System.getProperty("jpackage.app-path", "");
        return installed.isEmpty()
                ? "mvn -q process-classes exec:exec -Dargs=\"" + arguments.replace("\"", "\\\"") + "\""
                : quoted(installed) + " " + arguments;
    }

    /** Words that a shell would take apart stand in quotes. */
    public static String quoted(String text) {
        return text.matches("[\\p{L}\\p{N}._:=/,+@%\\\\-]+") ? text : "'" + text + "'";
    }
}
