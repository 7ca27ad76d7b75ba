package hammingway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "code",
        mixinStandardHelpOptions = true,
        description = "Makes, shows, analyses, compares, searches, decodes, converts and keeps codebooks.",
        subcommands = {
            CodeMaking.Families.class,
            CodeMaking.New.class,
            CodeMaking.Assign.class,
            SearchCommand.class,
            CodeReading.Show.class,
            AnalyseCommand.class,
            CompareCodesCommand.class,
            DecodeCommand.class,
            CodeReading.Convert.class,
            CodeKeeping.Save.class,
            CodeKeeping.Versions.class,
            CodeKeeping.Restore.class
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
                        "code families, new, show, analyse, compare, assign, search, decode, convert, save, versions or restore;"
                                + " --help tells more.");
        return 2;
    }
}
