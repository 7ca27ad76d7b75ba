package hammingway.eval.errors.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import hammingway.code.decode.Decoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers beside a plain computation of every score in double precision. */
class WhatIfsTest {
    /** Single precision of the normalisers. */
    private static final double NATS = 2e-4;

    @TempDir
    Path folder;

    private TracedCode traced(Decoder own, boolean prior, long seed) {
        Codebook codebook = SyntheticTrace.codebook(11, seed);
        return new TracedCode(
                SyntheticTrace.code(folder.resolve("code" + seed), codebook, own, prior, seed),
                codebook,
                SyntheticTrace.counts(),
                16,
                Optional.of(SyntheticTrace.softmax(folder.resolve("softmax" + seed), seed)));
    }

    @Test
    void nothingChangedGivesTheBaselineExactly() {
        for (Decoder own : List.of(new Decoder.LogLikelihood(), new Decoder.L1(), new Decoder.Hamming())) {
            TracedCode code = traced(own, true, 3);
            WhatIfs whatIfs = WhatIfs.of(code, Long.MAX_VALUE);
            for (WhatIf same : List.of(WhatIf.AS_RUN, WhatIf.AS_RUN.decoder(own))) {
                WhatIfResult r = whatIfs.answer(same, Progress.NONE).result();
                assertThat(r.top1().after()).isEqualTo(r.top1().before());
                assertThat(r.top5().after()).isEqualTo(r.top5().before());
                assertThat(r.likelihood().orElseThrow().perplexityAfter())
                        .isEqualTo(r.likelihood().orElseThrow().perplexityBefore());
                assertThat(r.bits().after()).isEqualTo(r.bits().before());
                assertThat(r.changes().all()).isZero();
            }
            agrees(whatIfs, code, WhatIf.AS_RUN);
            // the run's prior stays where scores are logarithms of probabilities
            agrees(whatIfs, code, WhatIf.AS_RUN.decoder(new Decoder.ReliabilityWeighted(List.of())));
            agrees(whatIfs, code, WhatIf.AS_RUN.decoder(new Decoder.Hinge()));
        }
    }

    @Test
    void everyWhatIfAgreesWithPlainScores() {
        TracedCode code = traced(new Decoder.LogLikelihood(), false, 4);
        WhatIfs whatIfs = WhatIfs.of(code, Long.MAX_VALUE);
        for (Decoder decoder : WhatIf.decoders()) {
            WhatIf by = WhatIf.AS_RUN.decoder(decoder);
            agrees(whatIfs, code, by);
            agrees(whatIfs, code, by.prior(0.7).factor(new Factor.Given(0.4)).masked(List.of(2, 8)));
        }
        WhatIf own = WhatIf.AS_RUN;
        agrees(whatIfs, code, own.masked(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
        agrees(whatIfs, code, own.repeated(List.of(0, 4)).masked(List.of(1)));
        agrees(whatIfs, code, own.factor(new Factor.Fitted()));
        agrees(whatIfs, code, own.factor(new Factor.Fitted()).prior(1));
        agrees(
                whatIfs,
                code,
                own.decoder(new Decoder.ReliabilityWeighted(List.of())).factor(new Factor.Fitted()));
    }

    @Test
    void hybridsAreTheDistributionThatTheyAreDefinedAs() {
        TracedCode code = traced(new Decoder.L1(), true, 6);
        WhatIfs whatIfs = WhatIfs.of(code, Long.MAX_VALUE);
        agrees(whatIfs, code, WhatIf.AS_RUN.hybrid(10));
        agrees(
                whatIfs,
                code,
                WhatIf.AS_RUN.hybrid(1).factor(new Factor.Given(0.6)).prior(0.5));
        agrees(whatIfs, code, WhatIf.AS_RUN.hybrid(68).masked(List.of(3)));
        WhatIfResult r = whatIfs.answer(WhatIf.AS_RUN.hybrid(10), Progress.NONE).result();
        assertThat(r.cost().orElseThrow()).isEqualTo(new WhatIfResult.Cost((10 + 11) * 16, 11 * 16));
    }

    @Test
    void aSampleIsWholeWindowsAndTheLikelihoodComesLast() {
        TracedCode code = traced(new Decoder.LogLikelihood(), false, 4);
        WhatIfs some = WhatIfs.of(code, 3 * SyntheticTrace.CONTEXT + 2);
        boolean[] early = new boolean[1];
        WhatIfResult r = some.answer(
                        WhatIf.AS_RUN.decoder(new Decoder.Hamming()),
                        first -> early[0] = first.result().likelihood().isEmpty(),
                        Progress.NONE)
                .result();
        assertThat(early[0]).isTrue();
        assertThat(r.sample()).isEqualTo(new WhatIfResult.Sample(27, 3, false));
        assertThat(SpecCodec.read(WhatIfResult.class, SpecCodec.write(r), "the result"))
                .isEqualTo(r);
        Sweep.Curve curve = Sweep.HYBRID.curve(WhatIf.AS_RUN.hybrid(5), some, Progress.NONE);
        assertThat(curve.x()).containsExactly(0, 3, 10, 30);
        assertThat(curve.top1()[0])
                .isEqualTo(some.answer(WhatIf.AS_RUN, Progress.NONE)
                        .result()
                        .top1()
                        .after());
    }

    @Test
    void tellsAllThatCannotBeAsked() {
        TracedCode code = traced(new Decoder.LogLikelihood(), false, 4);
        WhatIfs whatIfs = WhatIfs.of(
                new TracedCode(code.trace(), code.codebook(), new long[0], 16, Optional.empty()), Long.MAX_VALUE);
        WhatIf wrong =
                WhatIf.AS_RUN.masked(List.of(11)).repeated(List.of(-1)).prior(1).hybrid(69);
        assertThatThrownBy(() -> whatIfs.answer(wrong, Progress.NONE))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("masked")
                .hasMessageContaining("0 to 10")
                .hasMessageContaining("repeated")
                .hasMessageContaining("prior")
                .hasMessageContaining("1 to 68")
                .hasMessageContaining("softmax");
        assertThat(WhatIf.text(WhatIf.bits("3, 7-9 12"))).isEqualTo("3,7-9,12");
        assertThatThrownBy(() -> WhatIf.bits("3,x")).isInstanceOf(WorkbenchException.class);
        assertThatThrownBy(() -> WhatIf.decoder("best")).hasMessageContaining("log-likelihood, reliability-weighted");
    }

    private void agrees(WhatIfs whatIfs, TracedCode code, WhatIf whatIf) {
        WhatIfs.Answer answer = whatIfs.answer(whatIf, Progress.NONE);
        Plain plain = new Plain(code, whatIf);
        WhatIfResult r = answer.result();
        String what = whatIf.describe();
        assertThat(r.factors()).as(what).containsExactly(plain.factor(0), plain.factor(1));
        assertThat(r.top1().after()).as(what).isEqualTo(plain.top(1), within(1e-12));
        assertThat(r.top5().after()).as(what).isEqualTo(plain.top(5), within(1e-12));
        assertThat(r.likelihood().orElseThrow().nats().after()).as(what).isEqualTo(plain.nats(), within(NATS));
        Plain before = new Plain(code, WhatIf.AS_RUN);
        int[] changed = IntStream.range(0, SyntheticTrace.POSITIONS)
                .filter(i -> plain.first(i) != before.first(i))
                .toArray();
        ChangedTokens tokens = answer.changed();
        assertThat(IntStream.range(0, tokens.count()).map(tokens::position))
                .as(what)
                .containsExactly(Arrays.stream(changed).boxed().toArray(Integer[]::new));
        for (int k = 0; k < changed.length; k++) {
            int i = changed[k];
            int target = code.trace().target(i);
            assertThat(tokens.after(k)).as(what).isEqualTo(plain.first(i));
            assertThat(tokens.kind(k))
                    .isEqualTo(
                            plain.first(i) == target
                                    ? ChangedTokens.Kind.GAINED
                                    : before.first(i) == target
                                            ? ChangedTokens.Kind.LOST
                                            : ChangedTokens.Kind.STILL_WRONG);
        }
    }
}
