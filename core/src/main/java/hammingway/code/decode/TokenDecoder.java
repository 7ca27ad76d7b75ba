package hammingway.code.decode;

import hammingway.base.WorkbenchException;
import hammingway.code.Codebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * From logits to the k best tokens of a codebook, exactly, by the algorithm that is cheapest for it.
 *
 * <p>Guarantee: tokens, scores, their order and the counts of ties are those of {@link Ranking}, to the last bit. The algorithms only narrow the choice: each
 * offers all tokens whose score can reach the k-th best, with a margin for the rounding of its own sums, and these are scored by
 * definition. So many equal scores cost time, never exactness.
 *
 * <p>Thread-safe; working memory is kept for each thread, and a call allocates nothing once it has it.
 */
public final class TokenDecoder {
    /** Beyond this sum of absolute weights single precision could overflow; byte tables in double precision take over. */
    private static final double MAX_SCALE = 0x1.0p100;

    private final Codebook codebook;
    private final Scoring scoring;
    private final Structure structure;
    private final List<Plan> plans;
    private final Plan plan;
    private final Search search;
    private final ThreadLocal<Session> sessions = ThreadLocal.withInitial(this::session);

    private TokenDecoder(Codebook codebook, Scoring scoring, Structure structure, Plan plan, Search search) {
        this.codebook = codebook;
        this.scoring = scoring;
        this.structure = structure;
        this.plans = structure.plans(scoring.hasPrior());
        this.plan = plan;
        this.search = search;
    }

    /** Finds a codebook's structure and makes the tables of the cheapest algorithm: up to some tenths of a second for V = 50,000. */
    public static TokenDecoder of(Codebook codebook, Scoring scoring) {
        scoring.check(codebook);
        Structure structure = new Structure(codebook);
        Plan plan = structure.plans(scoring.hasPrior()).getFirst();
        return new TokenDecoder(
                codebook, scoring, structure, plan, structure.search(plan.algorithm(), scoring, Optional.empty()));
    }

    /** What each algorithm that a codebook allows would cost, by rising estimate of time; no tables are made. */
    public static List<Plan> plans(Codebook codebook, Scoring scoring) {
        scoring.check(codebook);
        return new Structure(codebook).plans(scoring.hasPrior());
    }

    /** The same with an algorithm of choice. @throws WorkbenchException naming the usable ones if it is none of them */
    public TokenDecoder using(Algorithm algorithm) {
        return with(algorithm, Optional.empty());
    }

    /** The same by a product that someone else computes, such as an engine. It must be safe for as many threads as decode. */
    public TokenDecoder using(CodebookProduct product) {
        return with(Algorithm.PRODUCT, Optional.of(product));
    }

    private TokenDecoder with(Algorithm algorithm, Optional<CodebookProduct> product) {
        Plan chosen = plans.stream()
                .filter(p -> p.algorithm() == algorithm)
                .findFirst()
                .orElseThrow(() -> new WorkbenchException("The codebook " + codebook.name() + " cannot be decoded by "
                        + algorithm.label() + ". Usable are: "
                        + String.join(
                                ", ",
                                plans.stream().map(p -> p.algorithm().label()).toList())
                        + "."));
        return new TokenDecoder(codebook, scoring, structure, chosen, structure.search(algorithm, scoring, product));
    }

    /** The algorithms that this codebook allows, by rising estimate of time. */
    public List<Plan> algorithms() {
        return plans;
    }

    /** The algorithm in use, why, and what it costs. */
    public Plan plan() {
        return plan;
    }

    public Codebook codebook() {
        return codebook;
    }

    public Scoring scoring() {
        return scoring;
    }

    /**
     * The k best tokens of one position.
     *
     * @param logits n finite numbers
     * @param k      1 to V
     * @throws WorkbenchException naming the bit whose logit is not finite
     */
    public void decode(float[] logits, int k, TopK out) {
        if (logits.length != codebook.length()) {
            throw new WorkbenchException(logits.length + " logits for codewords of " + codebook.length()
                    + " bits. Give one logit per bit, of one position.");
        }
        decode(sessions.get(), logits, 0, k, out);
    }

    /**
     * Positions one after the other, on several threads.
     *
     * @param logits (N, n), row-major
     * @param out    N results
     */
    public void decodeAll(float[] logits, int k, TopK[] out, int threads) {
        int n = codebook.length();
        if (logits.length != (long) out.length * n) {
            throw new WorkbenchException(logits.length + " logits for " + out.length + " positions of " + n
                    + " bits; expected their product.");
        }
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            Session session = sessions.get();
            for (int i = next.getAndIncrement(); i < out.length; i = next.getAndIncrement()) {
                decode(session, logits, i * n, k, out[i]);
            }
        };
        if (threads <= 1) {
            work.run();
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads - 1)) {
            List<Future<?>> others = new ArrayList<>();
            for (int t = 1; t < threads; t++) {
                others.add(pool.submit(work));
            }
            work.run();
            for (Future<?> other : others) {
                join(other);
            }
        }
    }

    private static void join(Future<?> other) {
        try {
            other.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WorkbenchException w) {
                throw w;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkbenchException("Decoding was interrupted.", e);
        }
    }

    private void decode(Session session, float[] logits, int from, int k, TopK out) {
        if (k < 1 || k > codebook.size()) {
            throw new WorkbenchException(
                    "The " + k + " best of " + codebook.size() + " tokens were asked for. Ask for 1 to V.");
        }
        Query query = session.query;
        query.set(logits, from);
        int hard = structure.index.find(query.decided);
        if (query.scale + query.largestPrior() <= MAX_SCALE) {
            out.reset(k, hard, plan.algorithm());
            session.run.find(query, out);
        } else {
            out.reset(k, hard, Algorithm.TABLES);
            new ByteTables(structure.bits).start().find(query, out);
        }
    }

    private Session session() {
        return new Session(new Query(structure.bits, scoring), search.start());
    }

    private record Session(Query query, Search.Run run) {}
}
