package hammingway.eval.errors.whatif;

import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One number of a what-if varied, the rest kept. */
public enum Sweep {
    /** Strength of the log-frequencies. */
    PRIOR("Strength of the prior"),
    /** The factor t. */
    FACTOR("Factor of the logits"),
    /** How many bits are left out, those that are wrong most often first. */
    MASKED("Worst bits left out"),
    /** How many tokens the softmax run decides. */
    HYBRID("Tokens decided by softmax");

    private static final int MASKS = 8;

    private final String axis;

    Sweep(String axis) {
        this.axis = axis;
    }

    /** Name of what is varied, for people. */
    public String axis() {
        return axis;
    }

    /** As on the command line. */
    public String label() {
        return SpecCodec.kebab(name());
    }

    /** @throws WorkbenchException naming all */
    public static Sweep of(String label) {
        return Arrays.stream(values())
                .filter(s -> s.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new WorkbenchException("There is no sweep " + label + ". Allowed are: "
                        + Arrays.stream(values()).map(Sweep::label).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Positions that a sweep looks at: enough that top-1 is known to half a percent, and few where each is dear.
     *
     * @param vocabulary V
     */
    public static long positions(int vocabulary) {
        return Math.clamp(200_000_000L / vocabulary, 4_000L, 20_000L);
    }

    /** The curve; arrays of one length. */
    public record Curve(Sweep sweep, double[] x, double[] top1, double[] perplexity, long positions) {
        /** Columns x, top1 and perplexity. */
        public String csv() {
            StringBuilder csv = new StringBuilder(sweep.label() + ",top1,perplexity\n");
            for (int i = 0; i < x.length; i++) {
                csv.append(x[i])
                        .append(',')
                        .append(top1[i])
                        .append(',')
                        .append(perplexity[i])
                        .append('\n');
            }
            return csv.toString();
        }
    }

    /** Answers the what-if at each value. */
    public Curve curve(WhatIf base, WhatIfs whatIfs, Progress progress) {
        double[] x = values(whatIfs);
        double[] top1 = new double[x.length];
        double[] perplexity = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            progress.check();
            progress.update((double) i / x.length, "Varying");
            WhatIf each = at(base, x[i], whatIfs, progress);
            WhatIfs.Point point = whatIfs.point(each, new Silent(progress));
            top1[i] = point.top1();
            perplexity[i] = Math.exp(point.nats());
        }
        return new Curve(this, x, top1, perplexity, whatIfs.positions());
    }

    private double[] values(WhatIfs whatIfs) {
        int n = whatIfs.code().codebook().length();
        return switch (this) {
            case PRIOR -> DoubleStream.iterate(0, p -> p <= 1.5, p -> p + 0.25).toArray();
            case FACTOR ->
                IntStream.rangeClosed(0, 8)
                        .mapToDouble(i -> FactorFit.factor(3 * i))
                        .toArray();
            case MASKED ->
                IntStream.rangeClosed(0, MASKS)
                        .map(i -> i * n / (2 * MASKS))
                        .distinct()
                        .asDoubleStream()
                        .toArray();
            case HYBRID -> tokens(whatIfs.code().codebook().size());
        };
    }

    private static double[] tokens(int vocabulary) {
        List<Double> counts = new ArrayList<>(List.of(0.0));
        for (int power = 1; power < vocabulary; power *= 10) {
            for (int digit : new int[] {1, 3}) {
                if (power * digit >= 3 && power * digit <= vocabulary - 2) {
                    counts.add((double) power * digit);
                }
            }
        }
        return counts.stream().mapToDouble(c -> c).toArray();
    }

    private WhatIf at(WhatIf base, double x, WhatIfs whatIfs, Progress progress) {
        return switch (this) {
            case PRIOR -> base.prior(x);
            case FACTOR -> base.factor(new Factor.Given(x));
            case MASKED ->
                base.repeated(List.of()).masked(whatIfs.worstBits(progress).subList(0, (int) x));
            case HYBRID -> base.hybrid((int) x);
        };
    }

    /** Only what is cancelled passes. */
    private record Silent(Progress of) implements Progress {
        @Override
        public void update(double share, String message) {
            // the sweep tells how far it is
        }

        @Override
        public boolean cancelled() {
            return of.cancelled();
        }
    }
}
