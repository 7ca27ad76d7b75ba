package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import hammingway.eval.GenerationTimes;
import hammingway.report.TextScoreReport;
import hammingway.run.HeldOutAnswers;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lets a run's model answer the instructions that were held out, and scores the answers. */
@Command(
        name = "answers",
        mixinStandardHelpOptions = true,
        description =
                "Lets the model of a run on instructions answer those that were held out, greedily, and scores the answers:"
                        + " exact match, token F1, ROUGE and, with an encoder, BERTScore; tokens per second and where the time went.",
        footer = {"", "Example: answers lora-50-bits --most 200 --encoder models/roberta-large"})
final class AnswersCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    @ParentCommand
    private Main main;

    @Parameters(paramLabel = "RUN", description = "A run's folder, or its name")
    private String run;

    @Mixin
    private ProjectOption project;

    @Mixin
    private EncoderOptions encoder;

    @Option(names = "--most", paramLabel = "N", description = "Answers at most (default: ${DEFAULT-VALUE})")
    private int most = 100;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "Tokens of an answer at most (default: ${DEFAULT-VALUE})")
    private int tokens = 128;

    @Option(names = "--json", description = "Write JSON")
    private boolean json;

    @Override
    public Integer call() {
        if (most < 1 || most > MOST || tokens < 1 || tokens > MOST) {
            throw new WorkbenchException(
                    "--most = " + most + " and --tokens = " + tokens + ": allowed are 1 to " + MOST + ".");
        }
        encoder.check();
        HeldOutAnswers.Kept kept;
        TextScoreReport report;
        try (LiveLine line = new LiveLine(main.out())) {
            kept = HeldOutAnswers.write(RunArgument.of(run, project::open), most, tokens, line);
            report = new TextScoreReport(
                    kept.file().toString(), encoder.scores(kept.answers().pairs(), line), false);
        }
        GenerationTimes times = kept.answers().times();
        if (json) {
            main.out()
                    .println(Json.pretty(report.json()
                            .put("ended", kept.answers().ended())
                            .put("tokensPerSecond", times.tokensPerSecond())
                            .put("trunkMillis", times.trunkMillis())
                            .put("headMillis", times.headMillis())
                            .put("decodeMillis", times.decodeMillis())));
        } else {
            main.out().print(report.text());
            main.out()
                    .printf(
                            Locale.ROOT,
                            "%.0f%% of the answers ended by themselves. %.1f tokens/s; a token takes %.2f ms in the trunk, %.3f ms in the decision layer, %.3f ms to decode.%n",
                            100 * kept.answers().ended(),
                            times.tokensPerSecond(),
                            times.trunkMillis(),
                            times.headMillis(),
                            times.decodeMillis());
        }
        main.out().flush();
        return 0;
    }
}
