package hammingway.runs;

import hammingway.run.RunFolder;

/** The command lines that do what the window does. */
final class CommandLineOf {
    private CommandLineOf() {}

    /** Starts or continues the run, and follows it. */
    static String run(RunFolder run) {
        return program("run " + quoted(run.path().resolve("spec.json").toString()) + " -p "
                + quoted(run.project().toString()));
    }

    /** An installed program has a name; from the sources it is started through Maven. */
    private static String program(String arguments) {
        String installed = System.getProperty("jpackage.app-path", "");
        return installed.isEmpty()
                ? "mvn -q process-classes exec:exec -Dargs=\"" + arguments + "\""
                : quoted(installed) + " " + arguments;
    }

    private static String quoted(String text) {
        return text.contains(" ") ? "'" + text + "'" : text;
    }
}
