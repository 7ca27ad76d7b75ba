package hammingway.code.search;

import hammingway.base.Problem;
import hammingway.base.Progress;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.CodeContext;
import hammingway.code.CodeFamily;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import hammingway.math.BitMatrix;
import hammingway.math.SplitRandom;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Carries out a {@link SearchSpec}. Cancelling is an ordinary end: the best book so far is the result. The same specification, vocabulary
 * size and number of evaluations give the same book. One thread; memory of a few codebooks, and V (n + 1) integers more where the mean
 * nearest distance counts.
 */
public final class Search {
    /** Words of a generator search: 2^k weights are held and looked at in each step. */
    private static final int MAX_GENERATOR_BITS = 20;
    /** Columns whose correlations are held: n^2 of them, looked at in each step. */
    private static final int MAX_CORRELATED = 1024;

    private static final int MAX_TOKENS = 1 << 24;
    private static final int MAX_LENGTH = 1 << 16;

    private Search() {}

    /** Told of the first book, and of improvements at most ten times a second, on the searching thread. */
    @FunctionalInterface
    public interface Watcher<P> {
        void better(SearchPoint point, P book);

        /** Told how far the search is, at most ten times a second. */
        default void reached(long evaluations, double seconds) {}
    }

    /**
     * Searches for {@code context.size()} codewords.
     *
     * @param watcher  told of the best book so far
     * @param progress its share is that of the budget; cancelled, it ends the search with the best so far
     * @throws SpecException      with what cannot be combined
     * @throws WorkbenchException when nothing was found within the budget
     */
    public static SearchResult run(SearchSpec spec, CodeContext context, Watcher<Codebook> watcher, Progress progress) {
        check(spec, context);
        return switch (spec.method()) {
            case SearchMethod.BestOfN best -> bestOf(spec, best, context, watcher, progress);
            case SearchMethod.Lexicode greedy -> Lexicodes.run(spec, greedy, context, watcher, progress);
            case SearchMethod.Annealing annealing -> {
                Landscape at = landscape(spec, annealing.over(), annealing.start(), context, progress);
                Walk<long[]> walk = walk(spec, at, watcher, progress);
                LocalSearch.anneal(annealing, at, random(spec), walk);
                yield result(spec, walk, Codebook.of(at.book(walk.best()), Optional.empty()));
            }
            case SearchMethod.Tabu tabu -> {
                Landscape at = landscape(spec, tabu.over(), tabu.start(), context, progress);
                Walk<long[]> walk = walk(spec, at, watcher, progress);
                LocalSearch.tabu(tabu, at, random(spec), walk);
                yield result(spec, walk, Codebook.of(at.book(walk.best()), Optional.empty()));
            }
        };
    }

    private static SplitRandom random(SearchSpec spec) {
        return SplitRandom.of(spec.seed(), "search", 0);
    }

    private static Walk<long[]> walk(SearchSpec spec, Landscape at, Watcher<Codebook> watcher, Progress progress) {
        return new Walk<>(
                spec.budget(), progress, booked(watcher, place -> Codebook.of(at.book(place), Optional.empty())));
    }

    /** The watcher of books as one of places that stand for them. */
    static <P> Watcher<P> booked(Watcher<Codebook> watcher, Function<P, Codebook> book) {
        return new Watcher<>() {
            @Override
            public void better(SearchPoint point, P place) {
                watcher.better(point, book.apply(place));
            }

            @Override
            public void reached(long evaluations, double seconds) {
                watcher.reached(evaluations, seconds);
            }
        };
    }

    static SearchResult result(SearchSpec spec, Walk<?> walk, Codebook book) {
        return new SearchResult(book, spec, walk.trace(), walk.evaluations(), walk.seconds(), walk.cancelled());
    }

    private static void check(SearchSpec spec, CodeContext context) {
        boolean columns = switch (spec.method()) {
            case SearchMethod.Annealing a -> a.over() == SearchMethod.Over.GENERATOR_COLUMNS;
            case SearchMethod.Tabu t -> t.over() == SearchMethod.Over.GENERATOR_COLUMNS;
            case SearchMethod.BestOfN b -> false;
            case SearchMethod.Lexicode l -> false;
        };
        if (columns && !spec.objective().distanceAlone()) {
            throw problem(
                    "objective",
                    "other weights than distance",
                    "distance alone over generator columns",
                    "Search over codewords, or set the other weights to 0");
        }
        if (columns && CodeFamily.minimalBits(context.size()) > MAX_GENERATOR_BITS) {
            throw problem(
                    "method.over",
                    context.size() + " tokens",
                    "up to " + (1 << MAX_GENERATOR_BITS) + " tokens over generator columns",
                    "Search over codewords");
        }
    }

    private static SpecException problem(String path, String value, String allowed, String fix) {
        return new SpecException("The search cannot be made:", List.of(new Problem(path, value, allowed, fix)));
    }

    private static SearchResult bestOf(
            SearchSpec spec,
            SearchMethod.BestOfN method,
            CodeContext context,
            Watcher<Codebook> watcher,
            Progress progress) {
        Walk<Codebook> walk = Walk.ofBooks(spec.budget(), progress, watcher);
        for (long i = 0; walk.next(); i++) {
            CodebookSpec recipe = withSeed(method.recipe(), (spec.seed() + i) & 0xFFFFFFFFL);
            Codebook book = Codebook.build(recipe, context, Progress.NONE);
            walk.consider(
                    new CodewordLandscape(book.bits(), false, spec.objective(), context, Progress.NONE).figures(),
                    () -> book);
        }
        if (!walk.found()) {
            throw new WorkbenchException("The search was stopped before its first book. Give it more time.");
        }
        return result(spec, walk, walk.best());
    }

    private static CodebookSpec withSeed(CodebookSpec recipe, long seed) {
        return new CodebookSpec(recipe.family(), recipe.operators(), recipe.assignment(), seed);
    }

    private static Landscape landscape(
            SearchSpec spec, SearchMethod.Over over, Start start, CodeContext context, Progress progress) {
        int size = context.size();
        int k = CodeFamily.minimalBits(size);
        if (over == SearchMethod.Over.GENERATOR_COLUMNS) {
            int[] columns = switch (start) {
                case Start.RandomBits random -> randomColumns(k, random.length(), random(spec, "start"));
                case Start.Recipe recipe ->
                    Generators.columns(
                            Codebook.build(recipe.codebook(), context, progress).bits(), k);
            };
            return new GeneratorLandscape(size, k, columns, spec.objective().distance());
        }
        BitMatrix first = switch (start) {
            case Start.RandomBits random -> randomRows(size, random.length(), random(spec, "start"));
            case Start.Recipe recipe ->
                Codebook.build(recipe.codebook(), context, progress).bits();
        };
        requireRoom(size, first.columns(), spec.objective());
        boolean swaps = over == SearchMethod.Over.COLUMN_SWAPS;
        return new CodewordLandscape(first, swaps, spec.objective(), context, progress);
    }

    private static void requireRoom(int size, int length, Objective objective) {
        if (size >= MAX_TOKENS || length >= MAX_LENGTH) {
            throw new WorkbenchException(
                    "A search over " + size + " codewords of " + length + " bits: allowed are fewer than " + MAX_TOKENS
                            + " codewords of fewer than " + MAX_LENGTH + " bits. Search for a smaller book.");
        }
        if (objective.correlation() > 0 && length > MAX_CORRELATED) {
            throw problem(
                    "objective.correlation",
                    length + " columns",
                    "up to " + MAX_CORRELATED + " columns",
                    "Set it to 0, or use shorter codewords");
        }
        if (objective.nearest() > 0 && (long) size * (length + 1) > Integer.MAX_VALUE / 4) {
            throw problem(
                    "objective.nearest",
                    size + " tokens x " + length + " bits",
                    "up to " + Integer.MAX_VALUE / 4 + " cells",
                    "Set it to 0, or search for a smaller book");
        }
    }

    private static SplitRandom random(SearchSpec spec, String purpose) {
        return SplitRandom.of(spec.seed(), purpose, 0);
    }

    /** Different random rows. */
    private static BitMatrix randomRows(int size, int length, SplitRandom random) {
        requireLength(size, length);
        if (length <= 20) { // few words: draw without putting back
            int[] words = random.permutation(1 << length);
            return BitMatrix.of(size, length, (r, c) -> (words[r] >>> c & 1) != 0);
        }
        Set<LongBuffer> drawn = new LinkedHashSet<>();
        while (drawn.size() < size) { // equal words are rare among 2^21 and more: they are drawn again
            long[] row = new long[(length + 63) >>> 6];
            Arrays.setAll(row, w -> random.nextLong());
            row[row.length - 1] &= -1L >>> -length;
            drawn.add(LongBuffer.wrap(row));
        }
        List<LongBuffer> rows = List.copyOf(drawn);
        return BitMatrix.of(size, length, (r, c) -> (rows.get(r).get(c >>> 6) >>> c & 1) != 0);
    }

    private static int[] randomColumns(int k, int length, SplitRandom random) {
        if (length < k) {
            requireLength(1 << k, length);
        }
        int[] columns = new int[length];
        for (int c = 0; c < length; c++) {
            // the first k columns are those of the identity: rank k
            columns[c] = c < k ? 1 << c : 1 + random.nextInt((1 << k) - 1);
        }
        return columns;
    }

    static void requireLength(int size, int length) {
        if (length < CodeFamily.minimalBits(size)) {
            throw problem(
                    "length",
                    length + " bits",
                    CodeFamily.minimalBits(size) + " bits or more for " + size + " different codewords",
                    "Use longer codewords");
        }
    }
}
