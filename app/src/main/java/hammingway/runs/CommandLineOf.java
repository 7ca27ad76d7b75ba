package hammingway.runs;

import hammingway.form.CommandText;
import hammingway.run.RunFolder;

/** The command lines that do what the window does. */
final class CommandLineOf {
    private CommandLineOf() {}

    /** Starts or continues the run, and follows it. */
    static String run(RunFolder run) {
        return CommandText.program(
                "run " + CommandText.quoted(run.path().resolve("spec.json").toString()) + " -p "
                        + CommandText.quoted(run.project().toString()));
    }
}
