package hammingway.cli;

import hammingway.report.program.Citation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "cite",
        mixinStandardHelpOptions = true,
        description = "Prints how to cite the program: for a .bib file, and as a sentence.",
        footer = {"", "Example: cite --bibtex >> references.bib"})
final class CiteCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Option(names = "--bibtex", description = "Print the BibTeX entry alone")
    private boolean bibtex;

    @Option(names = "--plain", description = "Print the sentence alone")
    private boolean plain;

    @Override
    public Integer call() {
        Citation citation = Citation.ofThis();
        boolean both = bibtex == plain;
        if (both || bibtex) {
            main.out().printf("%s", citation.bibtex());
        }
        if (both) {
            main.out().println();
        }
        if (both || plain) {
            main.out().println(citation.plain());
        }
        return 0;
    }
}
