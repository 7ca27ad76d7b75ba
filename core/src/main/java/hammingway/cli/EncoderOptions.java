package hammingway.cli;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.eval.text.BertScore;
import hammingway.eval.text.BertScoreSpec;
import hammingway.eval.text.TextPair;
import hammingway.eval.text.TextScores;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The encoder of BERTScore, for commands that score texts. */
final class EncoderOptions {
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

    /** Scores, by the encoder too where one was given: what is wrong with the options is told before anything is done. */
    TextScores scores(List<TextPair> pairs, Progress progress) {
        check();
        if (encoder.isEmpty()) {
            return TextScores.of(pairs, Optional.empty(), progress);
        }
        BertScoreSpec spec = new BertScoreSpec(encoder.get(), layer, baseline, idf, batch);
        progress.update(0, "Starting the engine");
        try (Torch torch = Torch.start(0);
                BertScore bert = BertScore.open(torch, spec, Path.of(""))) {
            return TextScores.of(pairs, Optional.of(bert), progress);
        }
    }

    void check() {
        if (encoder.isEmpty() && (layer.isPresent() || baseline.isPresent() || idf)) {
            throw new WorkbenchException(
                    "--layer, --baseline and --idf are for BERTScore, which needs --encoder FOLDER.");
        }
        if (batch < 1 || batch > 4096) {
            throw new WorkbenchException("--batch = " + batch + ": allowed are 1 to 4096.");
        }
    }
}
