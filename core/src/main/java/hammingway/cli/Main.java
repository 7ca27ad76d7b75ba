package hammingway.cli;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.report.ChartWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code hammingway <command>}. Exit codes: 0 done, 1 a problem that was told, 2 wrong usage, 3 an internal error. */
@Command(
        name = "hammingway",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Error-correcting output codes for language models: design, train, compare.",
        footer = {
            "",
            "Without a command the window opens: hammingway [-p FOLDER], or hammingway FILE with a project's folder, its project.json or a codebook (.npz).",
            "Of the window: hammingway preferences [FIELD=VALUE...], hammingway pictures FOLDER."
        },
        subcommands = {
            StudyCommand.class,
            SweepCommand.class,
            EstimateCommand.class,
            EstimateCommand.Calibrate.class,
            RunCommands.Run.class,
            RunCommands.Runs.class,
            NoteCommands.Note.class,
            NoteCommands.Tag.class,
            RunCommands.Ask.class,
            QueueCommand.class,
            CancelCommand.class,
            RunCommands.WorkerCommand.class,
            CompareCommand.class,
            GenerateCommand.class,
            AnswersCommand.class,
            ScoreCommand.class,
            ExportCommand.class,
            ExportModelCommand.class,
            ReportCommand.class,
            ErrorsCommand.class,
            CodeCommand.class,
            VocabularyCommand.class,
            CheckpointCommand.class,
            TrainTokenizer.class,
            DevicesCommand.class,
            DiagnosticsCommand.class,
            CiteCommand.class,
            EngineCommand.class,
            EngineCommand.TimeStep.class
        })
public final class Main {
    private final PrintWriter out;
    private final Optional<ChartWriter> charts;

    private Main(PrintWriter out, Optional<ChartWriter> charts) {
        this.out = out;
        this.charts = charts;
    }

    /** The command line without pictures: what a worker process runs. */
    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true, StandardCharsets.UTF_8), Optional.empty()));
    }

    /**
     * Carries out a command line.
     *
     * @param charts draws pictures; without it, commands write tables only
     * @return the exit code
     */
    public static int run(String[] args, PrintWriter out, Optional<ChartWriter> charts) {
        if (args.length == 1 && args[0].equals("--version")) {
            out.println(Version.text()); // without the tree of commands, which takes longer to make than Java to start
            return 0;
        }
        CommandLine line = new CommandLine(new Main(out, charts));
        line.setOut(out).setErr(out).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            switch (e) {
                case WorkbenchException problem -> out.println("Error: " + printable(problem.getMessage()));
                case Progress.CancelledException cancelled -> out.println("Stopped.");
                default -> {
                    LoggerFactory.getLogger(Main.class).error("internal error", e);
                    out.println("Internal error: " + e + ". Please report it with the log.");
                    return 3;
                }
            }
            return 1;
        });
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            out.println("Error: this needs more memory than the program may use ("
                    + Runtime.getRuntime().maxMemory() / 1_000_000
                    + " MB). Use less data or a smaller codebook, or give Java more with -Xmx.");
            return 1;
        }
    }

    /** Whether a word is the name of a command, and so not of a file. */
    public static boolean isCommand(String word) {
        return new CommandLine(new Main(new PrintWriter(java.io.Writer.nullWriter()), Optional.empty()))
                .getSubcommands()
                .containsKey(word);
    }

    /** Text out of files may hold characters that a terminal obeys; they are shown, not sent. */
    static String printable(@Nullable String message) {
        StringBuilder text = new StringBuilder();
        String.valueOf(message)
                .codePoints()
                .forEach(c -> text.append(
                        Character.isISOControl(c) && c != '\n' ? String.format("\\u%04x", c) : Character.toString(c)));
        return text.toString();
    }

    PrintWriter out() {
        return out;
    }

    Optional<ChartWriter> charts() {
        return charts;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }

        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return "hammingway " + (version == null ? "development" : version);
        }
    }
}
