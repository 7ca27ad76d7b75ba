package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.analysis.CodebookMeasures;
import hammingway.report.CodebookComparison;
import hammingway.report.CodebookTables;
import hammingway.report.ComparedFigure;
import hammingway.run.ProjectContext;
import hammingway.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Compares two or more codebooks figure by figure, and with the first where they have as many tokens.",
        footer = {"", "Example: code compare paper.npz bch.npz --differences"})
final class CompareCodesCommand implements Callable<Integer> {
    private static final int LARGEST_WIDTH = 1 << 20;

    @ParentCommand
    private CodeCommand parent;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The codebooks: " + CodebookFiles.ENDINGS)
    private List<Path> files = List.of();

    @Mixin
    private ContextOption context;

    @Option(
            names = "--width",
            paramLabel = "D",
            defaultValue = "320",
            description = "Hidden width d of the model whose head is counted (default 320)")
    private int width;

    @Option(
            names = "--length",
            paramLabel = "BITS",
            description = "Bits of a codeword, for each .npy: it holds them packed")
    private Optional<Integer> length = Optional.empty();

    @Option(names = "--size", paramLabel = "TOKENS", description = "Codewords to take from an .alist; all without it")
    private Optional<Integer> size = Optional.empty();

    @Option(names = "--differences", description = "Leave out figures that are the same for all")
    private boolean differences;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Option(names = "--csv", description = "Print CSV, numbers at full precision")
    private boolean csv;

    @Override
    public Integer call() {
        check();
        List<Codebook> codebooks = files.stream().map(this::read).toList();
        CodebookComparison comparison;
        try (LiveLine line = new LiveLine(parent.main().out())) {
            Optional<Vocabulary> vocabulary = vocabulary(codebooks, line);
            List<CodebookComparison.Book> books = new ArrayList<>();
            for (int i = 0; i < codebooks.size(); i++) {
                books.add(new CodebookComparison.Book(label(i), measured(codebooks.get(i), vocabulary, line)));
            }
            comparison = CodebookComparison.of(books, CodebookComparison.relations(codebooks, line), width);
        }
        List<ComparedFigure> rows = differences ? comparison.differing() : comparison.figures();
        parent.main().out().print(text(comparison, rows));
        parent.main().out().flush();
        return 0;
    }

    private void check() {
        if (files.size() < 2) {
            throw new WorkbenchException("There is one codebook to compare. Give two files or more.");
        }
        if (width < 1 || width > LARGEST_WIDTH) {
            throw new WorkbenchException("--width = " + width + ": allowed are 1 to " + LARGEST_WIDTH + ".");
        }
        if (json && csv) {
            throw new WorkbenchException("Give either --json or --csv.");
        }
    }

    private Codebook read(Path file) {
        String name = file.toString().toLowerCase(java.util.Locale.ROOT);
        return CodebookFiles.read(
                file,
                new CodebookFiles.Reading(
                        number(size.filter(s -> name.endsWith(".alist"))),
                        number(length.filter(n -> name.endsWith(".npy")))));
    }

    private static OptionalInt number(Optional<Integer> option) {
        return option.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** The file's name; with its folder where another file has the same, as those of runs do. */
    private String label(int i) {
        Path file = files.get(i);
        long same = files.stream()
                .filter(f -> f.endsWith(String.valueOf(file.getFileName())))
                .count();
        Path folder = file.toAbsolutePath().normalize().getParent();
        String name = String.valueOf(file.getFileName());
        return same > 1 && folder != null && folder.getFileName() != null ? folder.getFileName() + "/" + name : name;
    }

    /** Of the project, if one is named; it must be that of one codebook at least. */
    private Optional<Vocabulary> vocabulary(List<Codebook> codebooks, Progress progress) {
        Optional<ProjectContext> opened = context.open(progress);
        int tokens = opened.map(ProjectContext::size).orElse(0);
        if (opened.isPresent() && codebooks.stream().noneMatch(c -> c.size() == tokens)) {
            throw new WorkbenchException("The project's vocabulary has " + tokens + " tokens, but the codebooks have "
                    + codebooks.stream().map(c -> "" + c.size()).collect(java.util.stream.Collectors.joining(" and "))
                    + ". Name the vocabulary or the run that the codebooks were made for.");
        }
        return opened.flatMap(ProjectContext::vocabulary);
    }

    private static CodebookMeasures measured(Codebook codebook, Optional<Vocabulary> vocabulary, Progress progress) {
        Optional<long[]> counts = vocabulary
                .filter(v -> v.size() == codebook.size())
                .map(Vocabulary::counts)
                .filter(c -> Arrays.stream(c).anyMatch(n -> n > 0));
        return CodebookMeasures.sampled(codebook, counts).withExact(progress);
    }

    private String text(CodebookComparison comparison, List<ComparedFigure> rows) {
        if (json) {
            return Json.pretty(CodebookTables.json(comparison, rows));
        }
        return csv ? CodebookTables.csv(comparison, rows) : CodebookTables.terminal(comparison, rows);
    }
}
