package hammingway.code.decode;

import hammingway.code.Codebook;
import hammingway.math.BitMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a codebook's bits allow, found from the bits alone, so that it holds for any family, imported codebooks and searched ones. */
final class Structure {
    /** Larger tables are not offered: a quarter of a gigabyte. */
    private static final long MAX_BYTES = 1L << 28;

    final BitMatrix bits;
    final CodewordIndex index;
    final Optional<Subcubes> cubes;
    final Optional<Cosets> cosets;
    final Optional<Trellis> trellis;

    Structure(Codebook codebook) {
        this.bits = codebook.bits();
        this.index = new CodewordIndex(bits);
        this.cubes = Subcubes.find(bits);
        this.cosets = Cosets.find(bits, index);
        this.trellis = cosets.flatMap(Trellis::find);
    }

    /** Usable algorithms, cheapest first. */
    List<Plan> plans(boolean prior) {
        long v = bits.rows();
        long n = bits.columns();
        List<Plan> plans = new ArrayList<>();
        cubes.ifPresent(c -> plans.add(flips(c, prior)));
        trellis.ifPresent(t -> plans.add(viterbi(t, prior)));
        cosets.filter(c -> Transform.bytes(c) <= MAX_BYTES).ifPresent(c -> plans.add(transform(c)));
        int planes = BitPlaneScan.planes(bits.columns());
        long counts = v * bits.wordsPerRow() * planes + (prior ? v : 0);
        plans.add(new Plan(
                Algorithm.SCAN,
                counts,
                6 + counts * Speed.COUNT,
                8 * v * bits.wordsPerRow(),
                "any code: " + planes + " population counts a token and 64 bits rule out nearly all tokens"));
        long bytes = v * ByteTables.bytes(bits);
        plans.add(new Plan(
                Algorithm.TABLES,
                bytes + 256L * ByteTables.bytes(bits),
                bytes * Speed.LOOK_UP,
                0,
                "any code: " + ByteTables.bytes(bits) + " look-ups a token"));
        plans.add(new Plan(
                Algorithm.TRIE,
                v,
                v * Speed.NODE,
                16 * v,
                "any code: as many nodes as the logits leave in doubt, here taken as half of them"));
        if (4 * v * n <= MAX_BYTES) {
            plans.add(new Plan(
                    Algorithm.PRODUCT,
                    v * n,
                    v * n * Speed.PRODUCT,
                    4 * v * n,
                    "any code: one addition a token and bit"));
        }
        plans.sort(Comparator.comparingDouble(Plan::microseconds));
        return List.copyOf(plans);
    }

    /** Microseconds an operation, of one thread, measured by {@code DecodeBenchmark} on a 2.6 GHz Zen 4 core. */
    private static final class Speed {
        static final double COUNT = 1e-4;
        static final double LOOK_UP = 5e-4;
        static final double NODE = 1.5e-2;
        static final double PRODUCT = 1.2e-4;
        static final double TRANSFORM = 4e-5;
        static final double HEAP = 2e-2;
        static final double BRANCH = 1.5e-3;
    }

    private Plan flips(Subcubes c, boolean prior) {
        // with a prior all words within its spread of the best must be seen; an eighth of them is a guess
        long pops = prior ? bits.rows() / 8 : 16;
        return new Plan(
                Algorithm.FLIPS,
                pops + c.fixed().length * 2L + bits.columns(),
                (pops + 2L * c.fixed().length + bits.columns()) * Speed.HEAP,
                4L * c.tokens().length,
                "the codewords are " + c.fixed().length + " subcubes of {0, 1}^" + bits.columns());
    }

    private Plan viterbi(Trellis t, boolean prior) {
        long paths = (prior ? bits.rows() / 8 : 16) * (long) t.length();
        return new Plan(
                Algorithm.TRELLIS,
                t.branches() + paths,
                1 + t.branches() * Speed.BRANCH + paths * 2 * Speed.BRANCH,
                4L * t.tokens().length,
                "the code is linear with a trellis of at most " + (1 << t.slots()) + " states");
    }

    private Plan transform(Cosets c) {
        String what = c.count() == 1
                ? "the code is linear of dimension " + c.dimension()
                : "the codewords are " + c.count() + " cosets of a linear code of dimension " + c.dimension();
        long operations = Transform.operations(c);
        return new Plan(Algorithm.TRANSFORM, operations, 2 + operations * Speed.TRANSFORM, Transform.bytes(c), what);
    }

    Search search(Algorithm algorithm, Scoring scoring, Optional<CodebookProduct> product) {
        return switch (algorithm) {
            case FLIPS -> new Flips(cubes.orElseThrow());
            case TRELLIS -> new ListViterbi(trellis.orElseThrow());
            case TRANSFORM -> new Transform(cosets.orElseThrow(), scoring.prior());
            case SCAN -> new BitPlaneScan(bits, scoring.prior());
            case TABLES -> new ByteTables(bits);
            case TRIE -> new Trie(bits);
            case PRODUCT -> new Product(bits, product.orElseGet(() -> Product.plain(bits)));
        };
    }
}
