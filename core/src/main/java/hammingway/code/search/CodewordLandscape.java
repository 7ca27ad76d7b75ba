package hammingway.code.search;

import hammingway.base.Progress;
import hammingway.code.CodeContext;
import hammingway.code.Embeddings;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import hammingway.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Free codewords. A step is a number of three parts: row, and two columns; or column, and two rows. */
final class CodewordLandscape implements Landscape {
    /** Of so many rows drawn, a step takes that whose nearest word is closest: close pairs are what must be mended. */
    private static final int DRAWN = 4;
    /** Two numbers of 24 bits and one of 16 make a step. */
    private static final int ROW_BITS = 24;

    private static final int COLUMN_BITS = 16;

    private final Rows rows;
    private final boolean swaps;
    private final DistanceTerm distances;
    private final List<Term> terms;

    /** Counts all distances: O(V^2 n / 64), cancellable. All rows of the book must differ. */
    CodewordLandscape(BitMatrix start, boolean swaps, Objective objective, CodeContext context, Progress progress) {
        this.rows = new Rows(start);
        this.swaps = swaps;
        this.distances = new DistanceTerm(rows, objective, progress);
        this.terms = new ArrayList<>(List.of(distances));
        if (objective.balance() > 0) {
            terms.add(new BalanceTerm(rows, objective.balance(), counts(context)));
        }
        if (objective.correlation() > 0) {
            terms.add(new CorrelationTerm(rows, objective.correlation()));
        }
        if (objective.similarity() > 0) {
            Embeddings embeddings = context.embeddings(objective.embeddings().orElseThrow(), progress);
            terms.add(new SimilarityTerm(rows, objective.similarity(), embeddings, progress));
        }
    }

    /** Counts of the tokens, each at least one, so that no token is free to go anywhere. */
    private static long[] counts(CodeContext context) {
        long[] counts = context.vocabulary().map(Vocabulary::counts).orElseGet(() -> new long[context.size()]);
        return Arrays.stream(counts).map(c -> Math.max(1, c)).toArray();
    }

    private static long step(long high, long middle, int low) {
        return high << (ROW_BITS + COLUMN_BITS) | middle << COLUMN_BITS | low;
    }

    private static int high(long step) {
        return (int) (step >>> (ROW_BITS + COLUMN_BITS));
    }

    private static int middle(long step) {
        return (int) (step >>> COLUMN_BITS) & ((1 << ROW_BITS) - 1);
    }

    private static int low(long step) {
        return (int) step & ((1 << COLUMN_BITS) - 1);
    }

    @Override
    public long draw(SplitRandom random) {
        int row = drawRow(random);
        if (!swaps) {
            int column = random.nextInt(rows.length);
            return step(row, column, random.nextBoolean() ? column : random.nextInt(rows.length));
        }
        while (true) { // words differ, so that some column has both values
            int column = random.nextInt(rows.length);
            for (int tries = 0; tries < rows.count; tries++) {
                int partner = random.nextInt(rows.count);
                if (rows.get(partner, column) != rows.get(row, column)) {
                    return step(row, partner, column);
                }
            }
        }
    }

    private int drawRow(SplitRandom random) {
        int row = random.nextInt(rows.count);
        for (int i = 1; i < DRAWN; i++) {
            int other = random.nextInt(rows.count);
            if (distances.nearestAbout(other) < distances.nearestAbout(row)) {
                row = other;
            }
        }
        return row;
    }

    @Override
    public double guide() {
        double sum = 0;
        for (Term t : terms) {
            sum += t.guide();
        }
        return sum;
    }

    @Override
    public double guideAfter(long step) {
        if (!swaps) {
            return guideAfter(high(step), middle(step), low(step));
        }
        flip(high(step), low(step), low(step));
        double after = guideAfter(middle(step), low(step), low(step));
        flip(high(step), low(step), low(step));
        return after;
    }

    private double guideAfter(int row, int a, int b) {
        double sum = 0;
        for (Term t : terms) {
            sum += t.guideAfter(row, a, b);
        }
        return sum;
    }

    @Override
    public void make(long step) {
        if (swaps) {
            flip(high(step), low(step), low(step));
            flip(middle(step), low(step), low(step));
        } else {
            flip(high(step), middle(step), low(step));
        }
    }

    private void flip(int row, int a, int b) {
        for (Term t : terms) {
            t.flip(row, a, b);
        }
        rows.flip(row, a);
        if (b != a) {
            rows.flip(row, b);
        }
    }

    @Override
    public int part(long step) {
        return high(step);
    }

    @Override
    public int parts() {
        return rows.count;
    }

    @Override
    public Figures figures() {
        double sum = 0;
        for (Term t : terms) {
            sum += t.exact();
        }
        return new Figures(sum, distances.minimum(), distances.atMinimum());
    }

    @Override
    public long[] place() {
        return rows.copy();
    }

    @Override
    public void goTo(long[] place) {
        rows.set(place);
        terms.forEach(Term::restart);
    }

    @Override
    public BitMatrix book(long[] place) {
        return Rows.matrix(place, rows.count, rows.length);
    }
}
