package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.run.ProjectTexts;
import hammingway.run.RunFolder;
import hammingway.run.TextEvaluation;
import hammingway.run.TrainedModel;
import hammingway.run.ask.EvaluationEvent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Evaluates a run's model on a text of the user's. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluates the model of a finished or stopped run on a text, and keeps text, figures and traces in the",
            "project's folder texts/NAME."
        })
final class ErrorsEvaluateCommand implements Callable<Integer> {
    @ParentCommand
    private ErrorsCommand parent;

    @Parameters(paramLabel = "RUN", description = "A run's folder, or its name")
    private String run;

    @Mixin
    private ProjectOption project;

    @Option(
            names = "--text",
            paramLabel = "FILE",
            required = true,
            description = "A UTF-8 text of more than one window of the run; -: standard input")
    private String file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the text in the project. Default: the file's name, or one that tells the content")
    private Optional<String> name = Optional.empty();

    @Option(names = "--json", description = "Progress and figures as JSON, one object a line")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = parent.main().out();
        String text = TextInput.read(file, "--text");
        TextEvaluation.require(text);
        RunFolder asked = RunArgument.of(run, project::open);
        TextEvaluation.Outcome found = found(asked, text, out);
        if (json) {
            out.println(Json.line(SpecCodec.write(new EvaluationEvent.Evaluated(found))));
        } else {
            print(out, found);
        }
        return 0;
    }

    private TextEvaluation.Outcome found(RunFolder asked, String text, PrintWriter out) {
        TextEvaluation evaluation = new TextEvaluation(new ProjectTexts(asked.project()));
        try (LiveLine line = new LiveLine(out)) {
            Progress progress = json ? new JsonLines(out) : line;
            try (TrainedModel model = TrainedModel.open(asked, progress)) {
                return evaluation.evaluate(model, text, name.or(this::ofFile), progress);
            }
        }
    }

    /** The file's name without its ending, where it can be the name of a folder. */
    private Optional<String> ofFile() {
        String last = String.valueOf(Path.of(file).getFileName());
        String stem = last.replaceFirst("\\.[^.]*$", "").replaceAll("[^\\p{L}\\p{N}._+-]+", "-");
        return Optional.of(stem).filter(s -> !file.equals("-") && s.matches("[\\p{L}\\p{N}_].{0,79}"));
    }

    private static void print(PrintWriter out, TextEvaluation.Outcome o) {
        out.printf(
                Locale.ROOT,
                "%s on %s: top-1 %.2f%%, top-5 %.2f%%, perplexity %.2f over %d tokens (%d windows; %d tokens at the end fill none)%n",
                o.run(),
                o.name(),
                100 * o.top1(),
                100 * o.top5(),
                o.perplexity(),
                o.tokens(),
                o.windows(),
                o.left());
        if (o.folded() > 0) {
            out.printf(Locale.ROOT, "%.2f%% of the tokens are outside the run's vocabulary.%n", 100 * o.folded());
        }
        out.println(o.folder());
    }

    /** Progress for a program that follows; a few lines a second at most. */
    private static final class JsonLines implements Progress {
        private static final long NANOS = 200_000_000;

        private final PrintWriter out;
        private long last = Long.MIN_VALUE;
        private boolean broken;

        JsonLines(PrintWriter out) {
            this.out = out;
        }

        @Override
        public synchronized void update(double share, String message) {
            long now = System.nanoTime();
            if (last == Long.MIN_VALUE || now - last > NANOS) {
                last = now;
                out.println(Json.line(SpecCodec.write(new EvaluationEvent.Advanced(share, message))));
                broken = out.checkError(); // nobody reads any more
            }
        }

        @Override
        public synchronized boolean cancelled() {
            return broken;
        }
    }
}
