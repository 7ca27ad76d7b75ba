package hammingway.math;

import hammingway.base.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Many small tasks on a few threads, each thread with a state of its own that is merged afterwards. Results do not depend on the
 * number of threads as long as merging does not depend on the order.
 */
public record Parallel(int threads, Progress progress, String message) {
    public Parallel {
        if (threads < 1) {
            throw new IllegalArgumentException("needs a thread: " + threads);
        }
    }

    /** On all processors of this machine. */
    public static Parallel all(Progress progress, String message) {
        return new Parallel(Runtime.getRuntime().availableProcessors(), progress, message);
    }

    /**
     * Does the tasks 0 to {@code tasks - 1} in about that order; asks before each whether it is cancelled.
     *
     * @return the state of each thread
     * @throws Progress.CancelledException once cancelled, after the tasks under way
     */
    public <S> List<S> run(int tasks, Supplier<S> start, ObjIntConsumer<S> task) {
        progress.check();
        List<S> states = new ArrayList<>();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < Math.min(threads, tasks); t++) {
                S state = start.get();
                states.add(state);
                workers.add(pool.submit(() -> work(tasks, next, state, task)));
            }
            for (Future<?> worker : workers) {
                await(worker, next, tasks);
            }
        }
        return states;
    }

    private <S> void work(int tasks, AtomicInteger next, S state, ObjIntConsumer<S> task) {
        boolean done = false;
        try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                progress.check();
                progress.update((double) i / tasks, message);
                task.accept(state, i);
            }
            done = true;
        } finally {
            if (!done) {
                next.set(tasks); // one thread failed: the others need not go on
            }
        }
    }

    private static void await(Future<?> worker, AtomicInteger next, int tasks) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            next.set(tasks);
            Thread.currentThread().interrupt();
            throw new Progress.CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
