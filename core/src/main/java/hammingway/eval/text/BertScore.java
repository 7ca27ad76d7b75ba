package hammingway.eval.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.base.Progress;
import hammingway.base.UserPath;
import hammingway.base.WorkbenchException;
import hammingway.model.encoder.Encoder;
import hammingway.model.encoder.EncoderConfig;
import hammingway.model.encoder.LayerChoice;
import hammingway.torch.Torch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * BERTScore (Zhang et al. 2020) as the Python package bert_score 0.3 computes it: each token of one text is matched with the most
 * similar one of the other, by the cosine of an encoder's hidden states. Precision is the weighted mean over tokens of the
 * prediction, recall over those of the reference. Of several references each figure takes its best. Used by one thread at a time.
 *
 * <p>One difference: where all cosines of a token are negative, the package takes 0 instead if the text was padded in its batch.
 */
public final class BertScore implements AutoCloseable {
    /** Tokens in one forward pass at most: bounds its memory, whatever the length of texts. */
    private static final int MAX_BATCH_TOKENS = 8192;

    private final Torch torch;
    private final BertScoreSpec spec;
    private final LayerChoice layer;
    private final Optional<Baseline> baseline;
    private final TextEncoding encoding;
    private final Encoder encoder;

    private BertScore(
            Torch torch,
            BertScoreSpec spec,
            LayerChoice layer,
            Optional<Baseline> baseline,
            TextEncoding encoding,
            Encoder encoder) {
        this.torch = torch;
        this.spec = spec;
        this.layer = layer;
        this.baseline = baseline;
        this.encoding = encoding;
        this.encoder = encoder;
    }

    /** One for each pair, and how they were computed. */
    record Result(List<Overlap> each, BertScoreFacts facts) {}

    /** A prediction beside one of its references. */
    private record Match(int pair, EncodedText prediction, EncodedText reference) {
        int longest() {
            return Math.max(prediction.length(), reference.length());
        }
    }

    /**
     * Loads the encoder.
     *
     * @param base folder that relative names resolve against
     * @throws WorkbenchException when the folder holds no encoder that is read, or the baseline no row of the layer
     */
    public static BertScore open(Torch torch, BertScoreSpec spec, Path base) {
        Path folder = UserPath.resolve(base, spec.encoder(), "encoder");
        if (!Files.isDirectory(folder)) {
            throw new WorkbenchException("encoder = " + spec.encoder() + ": " + folder
                    + " is no folder. Name the folder of a BERT or RoBERTa model, with config.json, model.safetensors"
                    + " and tokenizer.json.");
        }
        EncoderConfig config = EncoderConfig.read(folder);
        LayerChoice layer = LayerChoice.of(config, spec.layer());
        Optional<Baseline> baseline =
                spec.baseline().map(b -> Baseline.read(UserPath.resolve(base, b, "baseline"), layer.layer()));
        TextEncoding encoding = TextEncoding.open(config);
        try {
            return new BertScore(torch, spec, layer, baseline, encoding, Encoder.load(torch, config, layer.layer()));
        } catch (RuntimeException e) {
            encoding.close();
            throw e;
        }
    }

    /** @throws Progress.CancelledException once cancelled */
    Result score(List<TextPair> pairs, Progress progress) {
        Map<String, EncodedText> texts = new HashMap<>();
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            progress.check();
            progress.update((double) i / pairs.size(), "Splitting texts into tokens");
            EncodedText prediction = texts.computeIfAbsent(pairs.get(i).prediction(), encoding::encode);
            for (String r : pairs.get(i).references()) {
                matches.add(new Match(i, prediction, texts.computeIfAbsent(r, encoding::encode)));
            }
        }
        int vocabulary = encoder.config().vocabulary();
        TokenWeights weights = spec.idf()
                ? TokenWeights.inverse(
                        vocabulary, matches.stream().map(Match::reference).toList())
                : TokenWeights.equal(vocabulary, encoding);
        double[][] best = new double[3][pairs.size()];
        Arrays.stream(best).forEach(b -> Arrays.fill(b, Double.NEGATIVE_INFINITY));
        int unweighted = compare(matches, weights, best, progress);
        List<Overlap> each = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Overlap raw = new Overlap(best[0][i], best[1][i], best[2][i]);
            each.add(baseline.map(b -> b.rescale(raw)).orElse(raw));
        }
        return new Result(each, facts(matches, texts, unweighted));
    }

    private BertScoreFacts facts(List<Match> matches, Map<String, EncodedText> texts, int unweighted) {
        return new BertScoreFacts(
                encoder.config().folder().toString(),
                layer,
                spec.idf(),
                baseline.isPresent(),
                (int) matches.stream()
                        .filter(m -> m.prediction().empty())
                        .map(Match::pair)
                        .distinct()
                        .count(),
                (int) matches.stream().filter(m -> m.reference().empty()).count(),
                (int) texts.values().stream().filter(EncodedText::cut).count(),
                encoder.config().maxTokens(),
                unweighted);
    }

    /** Long texts first: texts of a batch have nearly one length, and too little memory shows at once. */
    private int compare(List<Match> matches, TokenWeights weights, double[][] best, Progress progress) {
        List<Match> order = new ArrayList<>(matches);
        order.sort(Comparator.comparingInt(Match::longest).reversed());
        int unweighted = 0;
        int at = 0;
        while (at < order.size()) {
            progress.check();
            progress.update((double) at / order.size(), "Comparing by the encoder");
            int rows = Math.clamp(MAX_BATCH_TOKENS / order.get(at).longest(), 1, spec.batch());
            int to = Math.min(order.size(), at + rows);
            unweighted += compareBatch(order.subList(at, to), weights, best);
            at = to;
        }
        return unweighted;
    }

    private int compareBatch(List<Match> batch, TokenWeights weights, double[][] best) {
        int unweighted = 0;
        try (NDManager scope = torch.scope()) {
            List<EncodedText> predictions =
                    batch.stream().map(Match::prediction).distinct().toList();
            List<EncodedText> references =
                    batch.stream().map(Match::reference).distinct().toList();
            NDArray first = directions(scope, predictions);
            NDArray second = directions(scope, references);
            for (Match m : batch) {
                float[] cosines = cosines(
                        scope,
                        first,
                        second,
                        m,
                        predictions.indexOf(m.prediction()),
                        references.indexOf(m.reference()));
                double precision = weights.mean(m.prediction(), cosines, 0);
                double recall =
                        weights.mean(m.reference(), cosines, m.prediction().length());
                boolean empty = m.prediction().empty() || m.reference().empty();
                unweighted += !empty && (Double.isNaN(precision) || Double.isNaN(recall)) ? 1 : 0;
                Overlap raw = empty
                        ? Overlap.NONE
                        : Overlap.of(Double.isNaN(precision) ? 0 : precision, Double.isNaN(recall) ? 0 : recall);
                best[0][m.pair()] = Math.max(best[0][m.pair()], raw.precision());
                best[1][m.pair()] = Math.max(best[1][m.pair()], raw.recall());
                best[2][m.pair()] = Math.max(best[2][m.pair()], raw.f1());
            }
        }
        return unweighted;
    }

    private NDArray directions(NDManager scope, List<EncodedText> texts) {
        try (NDManager inner = scope.newSubManager()) {
            NDArray hidden =
                    encoder.hidden(inner, texts.stream().map(EncodedText::ids).toList());
            return torch.call(scope, "encoder_directions", hidden);
        }
    }

    private float[] cosines(NDManager scope, NDArray first, NDArray second, Match m, int row, int column) {
        try (NDManager inner = scope.newSubManager()) {
            NDArray which = inner.create(
                    new long[] {
                        row, m.prediction().length(), column, m.reference().length()
                    },
                    new Shape(4));
            return torch.call(inner, "encoder_match", first, second, which).toFloatArray();
        }
    }

    @Override
    public void close() {
        encoder.close();
        encoding.close();
    }
}
