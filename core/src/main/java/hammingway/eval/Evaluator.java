package hammingway.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hammingway.base.Progress;
import hammingway.code.Codebook;
import hammingway.data.Batch;
import hammingway.data.DataSpec;
import hammingway.data.PreparedData;
import hammingway.eval.trace.TraceFacts;
import hammingway.head.Head;
import hammingway.model.Trunk;
import hammingway.torch.Torch;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs a model over validation windows. Memory: one batch of windows, its scores computed in blocks of at most
 * {@link #MAX_SCORES} numbers.
 */
public final class Evaluator {
    /** Scores (N, V) of one block: 4 MB of float32, near what a processor's cache holds. */
    public static final int MAX_SCORES = 1 << 20;

    private final Torch torch;
    private final Trunk trunk;
    private final Head head;
    private final PreparedData data;

    public Evaluator(Torch torch, Trunk trunk, Head head, PreparedData data) {
        this.torch = torch;
        this.trunk = trunk;
        this.head = head;
        this.data = data;
    }

    /**
     * Loss, accuracy and perplexity (factor 1) on the first windows; for curves during training.
     *
     * @param bits share of positions with each bit decided right, as many as the codebook has bits; none without a codebook
     */
    public record Quick(double loss, double nats, double top1, double top5, double[] bits) {
        public double perplexity() {
            return Math.exp(nats);
        }
    }

    /** A look during training, at most {@code windows} windows. BCE heads get the best factor for these very windows. */
    public Quick quick(int windows, int batch) {
        Positions all = run(windows, batch, Progress.NONE, Optional.empty());
        double nats = all.meanNats(all.bestFactor(w -> true), w -> true);
        return new Quick(
                all.loss(),
                nats,
                all.accuracy(i -> true).top1(),
                all.accuracy(i -> true).top5(),
                all.accuracyOfBits());
    }

    /** The whole evaluation; per-position traces go to a folder where one is given. */
    public EvaluationResult evaluate(EvaluationSpec spec, Optional<Path> folder, Progress progress) {
        Optional<Path> traced = spec.traces() ? folder.map(f -> f.resolve("traces")) : Optional.empty();
        Positions all = run(spec.windows(), spec.batch(), progress, traced);
        traced.ifPresent(f -> all.writeTraces(f, facts(all)));
        folder.ifPresent(f -> all.writeConfusions(f.resolve("confusions.csv")));
        Optional<EvaluationResult.Latency> latency = spec.latency()
                ? Optional.of(new LatencyProfile(torch, trunk, head, data).measure(spec.batch()))
                : Optional.empty();
        return new Summary(all, head, data).result(latency);
    }

    private TraceFacts facts(Positions all) {
        return new TraceFacts(
                TraceFacts.FORMAT,
                all.context(),
                all.windows(),
                all.logits(),
                data.vocabulary().size(),
                data.packing() == DataSpec.Packing.STREAM || !all.everyTarget(),
                data.hash(),
                head.codebook().map(Codebook::hash),
                head.spec().decoder(),
                head.spec().unigramPrior(),
                all.factors()[all.factorOf(0)],
                all.factors()[all.factorOf(1)],
                all.everyTarget() ? Optional.empty() : Optional.of(TraceFacts.ANSWERS));
    }

    private Positions run(int most, int batch, Progress progress, Optional<Path> traces) {
        JudgedTargets judged = JudgedTargets.of(data, most);
        int windows = judged.read();
        Positions all = new Positions(judged, head);
        int at = 0;
        try (LogitTrace logits = LogitTrace.open(traces, all.count(), all.logits())) {
            for (int from = 0; from < windows; from += batch) {
                progress.check();
                progress.update((double) from / windows, "Evaluating");
                int size = Math.min(batch, windows - from);
                at += forward(all, data.validationBatch(from, size), at, logits);
            }
            logits.finish();
        }
        return all;
    }

    /** @return how many positions were judged */
    private int forward(Positions all, Batch read, int position, LogitTrace trace) {
        int[] places = JudgedTargets.places(read, all.count() - position);
        if (places.length == 0) {
            return 0;
        }
        try (NDManager scope = torch.scope()) {
            int n = places.length;
            boolean every = n == read.inputs().length;
            Batch batch = every ? read : JudgedTargets.chosen(read, places);
            NDArray ids = scope.create(read.inputs(), new Shape(read.size(), read.context()));
            NDArray states = trunk.hidden(scope, ids, false).reshape(read.inputs().length, trunk.width());
            NDArray hidden = every ? states : torch.call(scope, "chosen_rows", states, scope.create(places));
            NDArray targets = scope.create(batch.targets());
            double loss =
                    head.loss(scope, hidden, targets, scope.ones(new Shape(n))).getFloat();
            all.batch(position, batch, loss);
            int rows = Math.max(1, Math.min(n, MAX_SCORES / data.vocabulary().size()));
            for (int from = 0; from < n; from += rows) {
                int to = Math.min(n, from + rows);
                try (NDManager block = torch.scope()) {
                    NDArray h = torch.call(block, "rows", hidden, from, to);
                    NDArray t = torch.call(block, "rows", targets, from, to);
                    block(all, block, h, t, position + from, trace);
                }
            }
            return n;
        }
    }

    /** One block of positions: ranks under each decoder, log-probabilities at each factor, bits. */
    private void block(Positions all, NDManager scope, NDArray hidden, NDArray targets, int at, LogitTrace trace) {
        NDArray logits = head.logits(scope, hidden);
        for (int d = 0; d < all.decoders().size(); d++) {
            try (NDManager one = torch.scope()) { // the scores of one decoder at a time
                NDArray scores = head.scores(one, logits, all.decoders().get(d));
                all.ranks(d, at, torch.call(one, "ranks", scores, targets).toLongArray());
                if (d == 0) {
                    all.predicted(at, torch.call(one, "best", scores).toLongArray());
                }
            }
        }
        try (NDManager one = torch.scope()) {
            float[][] likelihoods = head.likelihoods(one, logits, targets, all.factors());
            all.logProbabilities(at, likelihoods[0], likelihoods[1]);
        }
        if (head.hasCodebook()) {
            var best = torch.callAll(scope, "best_and_ties", head.hammingAgreement(scope, logits));
            all.bits(
                    head.rightBits(scope, logits, targets).toLongArray(),
                    best.get(0).toFloatArray(),
                    best.get(1).toLongArray());
            all.bitsRight(head.rightOfBits(scope, logits, targets).toLongArray());
        }
        trace.add(logits);
    }
}
