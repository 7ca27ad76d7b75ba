package hammingway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The group of commands on what models get wrong. */
@Command(
        name = "errors",
        mixinStandardHelpOptions = true,
        description = "What models get wrong, token by token.",
        subcommands = ErrorsEvaluateCommand.class)
final class ErrorsCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    Main main() {
        return main;
    }

    @Override
    public Integer call() {
        main.out().println("evaluate; --help tells more.");
        return 2;
    }
}
