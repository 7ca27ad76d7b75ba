package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.eval.text.BertScore;
import hammingway.eval.text.BertScoreSpec;
import hammingway.eval.text.PairFile;
import hammingway.eval.text.TextPair;
import hammingway.eval.text.TextScores;
import hammingway.report.TextScoreReport;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--encoder",
            paramLabel = "FOLDER",
            description = "BERTScore too: a BERT or RoBERTa model with config.json, model.safetensors, tokenizer.json")
    private Optional<String> encoder = Optional.empty();

    @Option(
            names = "--layer",
            paramLabel = "N",
            description =
                    "Layer whose hidden states are compared, 0: the embeddings. Default: the bert_score package's for"
                            + " the model, else three quarters of its layers")
    private Optional<Integer> layer = Optional.empty();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Rescales BERTScore by a baseline file of the bert_score package (LAYER,P,R,F)")
    private Optional<String> baseline = Optional.empty();

    @Option(names = "--idf", description = "BERTScore: tokens that many references have weigh less")
    private boolean idf;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "BERTScore: texts in one forward pass (default: ${DEFAULT-VALUE})")
    private int batch = BertScoreSpec.BATCH;

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
            report = new TextScoreReport(file, scores(pairs, line), each);
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

    private TextScores scores(List<TextPair> pairs, Progress progress) {
        if (encoder.isEmpty()) {
            if (layer.isPresent() || baseline.isPresent() || idf) {
                throw new WorkbenchException(
                        "--layer, --baseline and --idf are for BERTScore, which needs --encoder FOLDER.");
            }
            return TextScores.of(pairs, Optional.empty(), progress);
        }
        if (batch < 1 || batch > 4096) {
            throw new WorkbenchException("--batch = " + batch + ": allowed are 1 to 4096.");
        }
        BertScoreSpec spec = new BertScoreSpec(encoder.get(), layer, baseline, idf, batch);
        progress.update(0, "Starting the engine");
        try (Torch torch = Torch.start(0);
                BertScore bert = BertScore.open(torch, spec, Path.of(""))) {
            return TextScores.of(pairs, Optional.of(bert), progress);
        }
    }
}
