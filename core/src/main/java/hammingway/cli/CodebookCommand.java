package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.CodebookFiles;
import hammingway.code.CodebookSpec;
import hammingway.code.analysis.BestKnown;
import hammingway.code.analysis.Bounds;
import hammingway.code.analysis.CodebookReport;
import hammingway.code.analysis.Distances;
import hammingway.code.analysis.Structure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "codebook",
        mixinStandardHelpOptions = true,
        description = "Builds and shows codebooks.",
        subcommands = {CodebookCommand.Build.class, CodebookCommand.Show.class})
final class CodebookCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Override
    public Integer call() {
        main.out().println("codebook build, or codebook show; --help tells more.");
        return 2;
    }

    @Command(name = "build", mixinStandardHelpOptions = true, description = "Builds a codebook and writes it as .npz.")
    static final class Build implements Callable<Integer> {
        @ParentCommand
        private CodebookCommand parent;

        @Parameters(paramLabel = "FILE", description = "The .npz to write")
        private Path file;

        @Option(names = "--size", required = true, description = "Number of tokens")
        private int size;

        @Option(
                names = "--recipe",
                required = true,
                description =
                        "JSON, such as {\"family\":{\"type\":\"minimal-random\",\"randomBits\":40,\"source\":\"numpy-legacy\"},\"seed\":42}")
        private String recipe;

        @Override
        public Integer call() {
            if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
                throw new WorkbenchException(file + ": a codebook is written as .npz. Give such a name.");
            }
            CodebookSpec spec = SpecCodec.read(CodebookSpec.class, Json.parse(Path.of("--recipe"), recipe), "--recipe");
            Codebook codebook = Codebook.build(spec, size, Path.of(""), Progress.NONE);
            CodebookFiles.write(file, codebook);
            parent.main
                    .out()
                    .println(file + ": " + codebook.name() + ", " + size + " tokens, sha256 " + codebook.hash());
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a codebook's figures (.npz, .npy, .csv).")
    static final class Show implements Callable<Integer> {
        @ParentCommand
        private CodebookCommand parent;

        @Parameters(paramLabel = "FILE", description = "The codebook")
        private Path file;

        @Option(names = "--json", description = "Print everything exact as JSON: distances, columns, bounds, spectrum")
        private boolean json;

        @Override
        public Integer call() {
            Codebook codebook = CodebookFiles.read(file);
            if (json) {
                CodebookReport report = CodebookReport.preview(codebook).withExact(codebook, 0, Progress.NONE);
                parent.main.out().print(Json.pretty(report.toJson()));
                return 0;
            }
            Distances d = Distances.of(codebook, Progress.NONE);
            Structure structure = Structure.of(codebook);
            int[] counts = codebook.bits().columnCounts();
            parent.main
                    .out()
                    .printf(
                            Locale.ROOT,
                            "%s%ntokens %d, length %d bits, rate %.3f, rank %d, %s%nminimum distance %d (%d pairs, mends %d errors), mean %.2f, mean nearest %.2f bits%n%s%nones per column: least %d, most %d of %d%nsha256 %s%n",
                            codebook.name(),
                            codebook.size(),
                            codebook.length(),
                            structure.rate(),
                            structure.rank(),
                            structure.linear()
                                    ? "linear"
                                    : structure.affine() ? "coset of a linear code" : "not linear",
                            d.minimum(),
                            d.atMinimum(),
                            d.correctable(),
                            d.mean(),
                            d.meanNearest(),
                            bounds(Bounds.of(codebook.size(), codebook.length(), BestKnown.load())),
                            Arrays.stream(counts).min().orElse(0),
                            Arrays.stream(counts).max().orElse(0),
                            codebook.size(),
                            codebook.hash());
            return 0;
        }

        private static String bounds(Bounds bounds) {
            String known = bounds.bestKnown()
                    .map(best -> ", best known linear " + best)
                    .orElse("");
            return bounds.all().stream()
                            .map(b -> b.name() + " " + b.distance())
                            .collect(Collectors.joining(", ", "bounds on it: ", ""))
                    + known;
        }
    }
}
