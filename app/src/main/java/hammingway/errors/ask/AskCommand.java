package hammingway.errors.ask;

import hammingway.eval.GenerationSpec;
import hammingway.form.CommandText;
import hammingway.run.RunFolder;
import hammingway.run.ask.Asking;

/** The command line that asks what the page asks. */
final class AskCommand {
    private AskCommand() {}

    /** A prompt that shells would read in their own way goes by a file. */
    static String of(RunFolder run, String prompt, GenerationSpec how) {
        String text = prompt.matches("[^\\p{Cntrl}'\"`$\\\\!]+")
                ? "--prompt " + CommandText.quoted(prompt)
                : "--prompt-file prompt.txt";
        return CommandText.program("generate " + CommandText.quoted(run.path().toString()) + " " + text + " "
                + String.join(
                        " ",
                        Asking.options(how).stream().map(CommandText::quoted).toList()));
    }
}
