package hammingway.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Progress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelTest {
    @Test
    void everyTaskIsDoneOnce() {
        for (int threads = 1; threads < 5; threads++) {
            for (int tasks = 0; tasks < 40; tasks++) {
                List<int[]> states =
                        new Parallel(threads, Progress.NONE, "").run(tasks, () -> new int[40], (s, i) -> s[i]++);
                assertThat(states).hasSize(Math.min(threads, tasks));
                for (int i = 0; i < tasks; i++) {
                    int task = i;
                    assertThat(states.stream().mapToInt(s -> s[task]).sum()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void oneFailureEndsAllThreads() {
        AtomicInteger done = new AtomicInteger();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Parallel(3, Progress.NONE, "").run(1 << 30, () -> 0, (s, i) -> {
                    if (done.incrementAndGet() == 100) {
                        throw new ArithmeticException("task " + i);
                    }
                }))
                .withMessageStartingWith("task ");
    }

    /** Wilson's example values by the formula's other form, (2 n p + z^2 -+ z sqrt(z^2 + 4 n p q)) / (2 (n + z^2)). */
    @Test
    void wilsonIntervals() {
        Interval none = Statistics.wilson(0, 10);
        assertThat(none.low()).isZero();
        assertThat(none.high()).isCloseTo(0.27753, within(1e-5));
        Interval half = Statistics.wilson(5, 10);
        assertThat(half.low()).isCloseTo(0.23659, within(1e-5));
        assertThat(half.high()).isCloseTo(0.76341, within(1e-5));
        assertThat(Statistics.wilson(10, 10).high()).isCloseTo(1, within(1e-12));
    }
}
