package hammingway.errors.text;

import hammingway.eval.errors.TokenDistribution;
import hammingway.eval.trace.Trace;
import hammingway.fx.Background;
import hammingway.math.Parallel;
import hammingway.run.TracedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Margins and entropies of the tokens that are looked at, decoded in the background and kept. Used on the toolkit's thread alone. */
final class DecodedFigures {
    private static final int CHUNK = 64;
    private static final int KEPT = 1024;

    private final Background background;
    private final Trace trace;
    private final TokenDistribution distribution;
    private final Runnable changed;
    private final Map<Integer, float[]> chunks = new ConcurrentHashMap<>();
    private Optional<Background.Job> job = Optional.empty();
    private boolean closed;
    private int wantedFrom;
    private int wantedTo;

    /** @param changed is told when more is known */
    DecodedFigures(Background background, TracedRun run, Runnable changed) {
        this.background = background;
        this.trace = run.trace();
        this.distribution = TokenDistribution.of(trace, run.codebook(), run.prior());
        this.changed = changed;
    }

    /** NaN while it is not known. */
    double margin(int position) {
        float[] chunk = chunks.get(position / CHUNK);
        return chunk == null ? Double.NaN : chunk[2 * (position % CHUNK)];
    }

    /** NaN while it is not known. */
    double entropy(int position) {
        float[] chunk = chunks.get(position / CHUNK);
        return chunk == null ? Double.NaN : chunk[2 * (position % CHUNK) + 1];
    }

    /** Positions that are seen now; what is under way is finished first. */
    void want(int from, int to) {
        wantedFrom = from;
        wantedTo = to;
        start();
    }

    /** Nothing is decoded any more. */
    void close() {
        closed = true;
    }

    private void start() {
        List<Integer> missing = new ArrayList<>();
        for (int c = wantedFrom / CHUNK; c <= (wantedTo - 1) / CHUNK; c++) {
            if (!chunks.containsKey(c)) {
                missing.add(c);
            }
        }
        if (job.filter(j -> !j.cancelled()).isPresent() || closed || missing.isEmpty()) {
            return;
        }
        if (chunks.size() > KEPT) {
            chunks.keySet().removeIf(c -> c < wantedFrom / CHUNK || c > wantedTo / CHUNK);
        }
        job = Optional.of(background.start(
                "Decode visible tokens",
                progress -> Parallel.all(progress, "Decoding")
                        .run(missing.size(), () -> chunks, (all, i) -> all.put(missing.get(i), chunk(missing.get(i)))),
                done -> finished(),
                why -> closed = true));
    }

    private void finished() {
        job = Optional.empty();
        changed.run();
        start();
    }

    private float[] chunk(int index) {
        float[] figures = new float[2 * CHUNK];
        int from = index * CHUNK;
        for (int i = from; i < Math.min(trace.positions(), from + CHUNK); i++) {
            double[] all = distribution.logProbabilities(i);
            figures[2 * (i - from)] = (float) TokenDistribution.margin(all, trace.target(i));
            figures[2 * (i - from) + 1] = (float) TokenDistribution.entropy(all);
        }
        return figures;
    }
}
