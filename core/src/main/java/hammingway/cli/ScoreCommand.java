package hammingway.cli;

import hammingway.base.Json;
import hammingway.eval.text.PairFile;
import hammingway.eval.text.TextPair;
import hammingway.report.TextScoreReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description =
                "Scores texts that a model wrote beside references: exact match, token F1, ROUGE-1, ROUGE-2, ROUGE-L and, with"
                        + " an encoder, BERTScore; means with 95%% bootstrap intervals.",
        footer = {
            "",
            "A line of the file: {\"prediction\": \"...\", \"reference\": \"...\"}, or a list of references, of which the best counts.",
            "Example: score answers.jsonl --encoder models/roberta-large --format json --each"
        })
final class ScoreCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(paramLabel = "FILE", description = "One JSON object a line; -: standard input")
    private String file;

    @Option(
            names = "--prediction-field",
            paramLabel = "NAME",
            description = "Field with the text that the model wrote (default: ${DEFAULT-VALUE})")
    private String prediction = "prediction";

    @Option(
            names = "--reference-field",
            paramLabel = "NAME",
            description = "Field with the reference, or a list of them (default: ${DEFAULT-VALUE})")
    private String reference = "reference";

    @Mixin
    private EncoderOptions encoder;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.table;

    @Option(names = "--each", description = "The figures of every prediction too; in csv instead of the means")
    private boolean each;

    /** As they are written. */
    enum Format {
        table,
        json,
        csv
    }

    @Override
    public Integer call() {
        List<TextPair> pairs = new PairFile(prediction, reference)
                .read(Path.of(file.equals("-") ? "standard input" : file), TextInput.read(file, "FILE.jsonl"));
        TextScoreReport report;
        try (LiveLine line = new LiveLine(main.out())) {
            report = new TextScoreReport(file, encoder.scores(pairs, line), each);
        }
        main.out()
                .print(
                        switch (format) {
                            case table -> report.text();
                            case json -> Json.pretty(report.json());
                            case csv -> report.csv();
                        });
        main.out().flush();
        return 0;
    }
}
