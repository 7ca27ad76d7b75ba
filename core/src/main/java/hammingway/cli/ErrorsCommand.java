package hammingway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Everything that the error explorer shows, as tables, JSON and CSV. */
@Command(
        name = "errors",
        mixinStandardHelpOptions = true,
        description = "Explores decoding errors of evaluated runs, token by token and bit by bit.",
        subcommands = {
            ErrorsBitsCommand.class,
            ErrorsCompareCommand.class,
            ErrorsEvaluateCommand.class,
            ErrorsFeedBackCommand.class,
            ErrorsSummaryCommand.class,
            ErrorsTextCommand.class,
            ErrorsTokenCommand.class,
            ErrorsTokensCommand.class,
            WhatIfCommand.class
        })
final class ErrorsCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    Main main() {
        return main;
    }

    @Override
    public Integer call() {
        main.out()
                .println(
                        "errors summary, bits, tokens, text, token, what-if, compare, evaluate or feed-back; --help tells more.");
        return 2;
    }
}
