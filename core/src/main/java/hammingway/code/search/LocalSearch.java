package hammingway.code.search;

import hammingway.math.SplitRandom;
import java.util.Arrays;

/** Annealing and tabu search over a landscape. */
final class LocalSearch {
    /** Evaluations of the first round of annealing; each round is twice as long as the one before. */
    private static final long FIRST_ROUND = 20_000;
    /** Random steps whose worsenings set a round's temperature. */
    private static final int PROBES = 200;

    private LocalSearch() {}

    static void anneal(SearchMethod.Annealing method, Landscape at, SplitRandom random, Walk<long[]> walk) {
        walk.consider(at.figures(), at::place);
        for (long length = FIRST_ROUND; ; length *= 2) {
            double hot = method.heat() * worsening(at, random, walk);
            for (long i = 0; i < length; i++) {
                if (!walk.next()) {
                    return;
                }
                double temperature = hot * StrictMath.pow(method.cooling(), (double) i / length);
                long step = at.draw(random);
                double change = at.guideAfter(step) - at.guide();
                if (change >= 0 || random.nextDouble() < StrictMath.exp(change / temperature)) {
                    at.make(step);
                    walk.consider(at.figures(), at::place);
                }
            }
            at.goTo(walk.best());
        }
    }

    /** The median by which random steps worsen the guide; 1 where none does. */
    private static double worsening(Landscape at, SplitRandom random, Walk<long[]> walk) {
        double[] losses = new double[PROBES];
        int found = 0;
        for (int i = 0; i < PROBES && walk.next(); i++) {
            double loss = at.guide() - at.guideAfter(at.draw(random));
            if (loss > 0 && Double.isFinite(loss)) {
                losses[found++] = loss;
            }
        }
        Arrays.sort(losses, 0, found);
        return found == 0 ? 1 : losses[found / 2];
    }

    static void tabu(SearchMethod.Tabu method, Landscape at, SplitRandom random, Walk<long[]> walk) {
        walk.consider(at.figures(), at::place);
        long[] free = new long[at.parts()];
        double bestEver = at.guide();
        for (long time = 0; ; time++) {
            long best = -1;
            double bestGuide = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < method.candidates(); i++) {
                if (!walk.next()) {
                    return;
                }
                long step = at.draw(random);
                double guide = at.guideAfter(step);
                boolean allowed = free[at.part(step)] <= time || guide > bestEver;
                if (allowed && guide > bestGuide) {
                    bestGuide = guide;
                    best = step;
                }
            }
            if (best >= 0) {
                at.make(best);
                bestEver = Math.max(bestEver, bestGuide);
                free[at.part(best)] = time + 1 + method.tenure();
                walk.consider(at.figures(), at::place);
            }
        }
    }
}
