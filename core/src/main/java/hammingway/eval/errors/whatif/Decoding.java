package hammingway.eval.errors.whatif;

import hammingway.base.Progress;
import hammingway.code.decode.Decoder;
import hammingway.code.decode.Scoring;
import hammingway.code.decode.TokenDecoder;
import hammingway.code.decode.TopK;
import hammingway.eval.trace.Trace;
import hammingway.math.Parallel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One settled what-if on the chosen windows: its ranking, and its log-probabilities. */
final class Decoding {
    private final TracedCode code;
    private final ChosenWindows windows;
    private final Settled settled;
    private final Factor factor;
    private final Optional<Integer> hybrid;
    private final Tokens tokens;
    private final double[] fitted;
    private Optional<CodeDistribution> distribution = Optional.empty();

    private Decoding(TracedCode code, ChosenWindows windows, WhatIf whatIf, Settled settled, Progress progress) {
        this.code = code;
        this.windows = windows;
        this.settled = settled;
        this.factor = whatIf.factor();
        this.hybrid = whatIf.hybrid();
        this.tokens = hybrid.map(n -> Tokens.without(code.codebook(), code.mostFrequent(n)))
                .orElseGet(() -> Tokens.all(code.codebook()));
        this.fitted = factor instanceof Factor.Fitted
                ? new FactorFit(code.trace(), distribution(), windows, settled.weights()).fit(progress)
                : new double[2];
    }

    /** Measures what is to be measured: weights of bits, the factor. */
    static Decoding of(TracedCode code, ChosenWindows windows, WhatIf whatIf, BitErrors errors, Progress progress) {
        return new Decoding(code, windows, whatIf, Settled.of(whatIf, code, errors), progress);
    }

    Settled settled() {
        return settled;
    }

    /** Made when probabilities are asked for: a ranking needs no tables of it. */
    private CodeDistribution distribution() {
        if (distribution.isEmpty()) {
            distribution = Optional.of(new CodeDistribution(code.trace(), tokens, tokens.of(settled.prior())));
        }
        return distribution.get();
    }

    /** The t of probabilities in a place's window. */
    double factor(int place) {
        return switch (factor) {
            case Factor.OfRun f -> code.trace().factor(windows.window(place) * windows.context());
            case Factor.Given g -> g.factor();
            case Factor.Fitted f -> fitted[ChosenWindows.half(place)];
        };
    }

    private Optional<Double> rankingFactor(int half) {
        return switch (factor) {
            case Factor.OfRun f -> Optional.empty();
            case Factor.Given g -> Optional.of(g.factor());
            case Factor.Fitted f -> Optional.of(fitted[half]);
        };
    }

    /** Ranks by the code alone. */
    Places places(Progress progress) {
        Scoring[] scorings = {settled.scoring(0, rankingFactor(0)), settled.scoring(1, rankingFactor(1))};
        TokenDecoder even = TokenDecoder.of(code.codebook(), scorings[0]);
        TokenDecoder odd = same() ? even : TokenDecoder.of(code.codebook(), scorings[1]);
        Places places = new Places(windows.positions());
        int best = Math.min(Places.BEST, code.codebook().size());
        Trace trace = code.trace();
        record Working(float[] logits, TopK top) {}
        Parallel.all(progress, "Decoding")
                .run(
                        windows.count(),
                        () -> new Working(new float[trace.logitCount()], new TopK()),
                        (working, place) -> {
                            TokenDecoder decoder = ChosenWindows.half(place) == 0 ? even : odd;
                            int first = windows.window(place) * windows.context();
                            for (int i = 0; i < windows.context(); i++) {
                                trace.logits(first + i, working.logits());
                                decoder.decode(working.logits(), best, working.top());
                                places.set(place * windows.context() + i, working.top(), trace.target(first + i));
                            }
                        });
        return places;
    }

    private boolean same() {
        Decoder[] decoders = settled.decoders();
        return decoders[0].equals(decoders[1]) && rankingFactor(0).equals(rankingFactor(1));
    }

    /** Mean negative log-probability of each window's targets under the code alone, nats. */
    double[] nats(Progress progress) {
        double[] nats = new double[windows.count()];
        double[][] weights = settled.weights();
        CodeDistribution each = distribution();
        Parallel.all(progress, "Normalising").run(windows.count(), each::session, (session, place) -> {
            int first = windows.window(place) * windows.context();
            session.each(
                    first,
                    first + windows.context(),
                    factor(place),
                    weights[ChosenWindows.half(place)],
                    (i, w, z) -> nats[place] += (z - each.score(code.trace().target(i), w)) / windows.context());
        });
        return nats;
    }

    /** Both of a hybrid. */
    record Both(Places places, double[] nats) {}

    /** Ranks by the hybrid's probabilities. */
    Both hybrid(Progress progress) {
        HybridPass pass = new HybridPass(
                code.softmax().orElseThrow(), code.mostFrequent(hybrid.orElseThrow()), tokens, distribution());
        Map<String, TokenDecoder> decoders = new HashMap<>();
        for (int place = 0; place < windows.count(); place++) {
            int half = ChosenWindows.half(place);
            double t = factor(place);
            decoders.computeIfAbsent(half + " " + t, k -> pass.decoder(settled, half, t));
        }
        Places places = new Places(windows.positions());
        double[] nats = new double[windows.count()];
        double[][] weights = settled.weights();
        Parallel.all(progress, "Decoding").run(windows.count(), pass::session, (session, place) -> {
            int first = windows.window(place) * windows.context();
            int half = ChosenWindows.half(place);
            double t = factor(place);
            TokenDecoder decoder =
                    Optional.ofNullable(decoders.get(half + " " + t)).orElseThrow();
            session.each(first, first + windows.context(), t, weights[half], decoder, (i, predicted, rank, log) -> {
                places.set(place * windows.context() + i - first, predicted, rank);
                nats[place] += log / windows.context();
            });
        });
        return new Both(places, nats);
    }
}
