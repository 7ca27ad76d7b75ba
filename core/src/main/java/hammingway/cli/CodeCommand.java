package hammingway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "code",
        mixinStandardHelpOptions = true,
        description = "Makes, shows, analyses, compares, searches, decodes and converts codebooks.",
        subcommands = {
            CodeMaking.Families.class,
            CodeMaking.New.class,
            CodeMaking.Assign.class,
            SearchCommand.class,
            CodeReading.Show.class,
            AnalyseCommand.class,
            CompareCodesCommand.class,
            DecodeCommand.class,
            CodeReading.Convert.class
        })
final class CodeCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    Main main() {
        return main;
    }

    @Override
    public Integer call() {
        main.out()
                .println(
                        "code families, new, show, analyse, compare, assign, search, decode or convert; --help tells more.");
        return 2;
    }
}
