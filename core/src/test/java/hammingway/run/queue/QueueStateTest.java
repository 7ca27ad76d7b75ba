package hammingway.run.queue;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.math.SplitRandom;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the queue, against a plain list, through the file and by two programs in turn. */
class QueueStateTest {
    @TempDir
    Path folder;

    /** The order of what waits and the priorities: all that a user sees. */
    private static final class Plain {
        final List<String> order = new ArrayList<>();
        final Map<String, Priority> priorities = new HashMap<>();

        void insertByPriority(String run, Priority priority) {
            order.remove(run);
            priorities.put(run, priority);
            int at = 0;
            for (int i = 0; i < order.size(); i++) {
                if (priorities.getOrDefault(order.get(i), Priority.LOW).compareTo(priority) <= 0) {
                    at = i + 1;
                }
            }
            order.add(at, run);
        }

        void insertAt(String run, int at) {
            order.remove(run);
            order.add(Math.clamp(at, 0, order.size()), run);
        }
    }

    private final Plain plain = new Plain();
    private final List<QueueFile> programs = new ArrayList<>();
    private int edits;

    private QueueState edit(UnaryOperator<QueueState> change) {
        QueueFile one = programs.get(edits++ % programs.size());
        one.edit(change);
        return programs.get(edits % programs.size()).read();
    }

    private static List<String> waiting(QueueState state) {
        return state.in(QueueEntry.State.WAITING).stream().map(QueueEntry::run).toList();
    }

    private QueueState change(SplitRandom random, int count) {
        String run = "run " + random.nextInt(12);
        int at = plain.order.indexOf(run);
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                if (at < 0) {
                    plain.insertByPriority(run, Priority.NORMAL);
                }
                return edit(s -> s.add(QueueEntry.of(run, "cpu", Instant.ofEpochSecond(count))));
            }
            case 2 -> {
                Priority priority = List.of(Priority.values()).get(random.nextInt(3));
                if (at >= 0 && plain.priorities.get(run) != priority) {
                    plain.insertByPriority(run, priority);
                }
                return edit(s -> s.prioritise(run, priority));
            }
            case 3 -> {
                plain.order.remove(run);
                return edit(s -> s.remove(Set.of(run)));
            }
            case 4 -> {
                if (at > 0) {
                    plain.insertAt(run, at - 1);
                }
                return edit(s -> s.step(run, -1));
            }
            case 5 -> {
                if (at >= 0 && at < plain.order.size() - 1) {
                    plain.insertAt(run, at + 1);
                }
                return edit(s -> s.step(run, 1));
            }
            case 6 -> {
                int place = 1 + random.nextInt(14);
                if (at >= 0) {
                    plain.insertAt(run, place - 1);
                }
                return edit(s -> s.place(run, place));
            }
            default -> {
                if (at >= 0) {
                    plain.insertAt(run, 0);
                }
                return edit(s -> s.next(run));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsTheOrderThatAListWouldHave(long seed) {
        programs.addAll(List.of(new QueueFile(folder), new QueueFile(folder)));
        SplitRandom random = new SplitRandom(seed);
        for (int i = 0; i < 250; i++) {
            Map<String, Priority> before = new HashMap<>(plain.priorities);
            QueueState now = change(random, i);
            String what = "seed " + seed + ", change " + i;
            assertThat(waiting(now)).as(what).isEqualTo(plain.order);
            assertThat(now.entries().stream().map(QueueEntry::priority).toList())
                    .as(what)
                    .isSorted();
            long changed = now.entries().stream()
                    .filter(e -> before.containsKey(e.run()) && before.get(e.run()) != e.priority())
                    .count();
            assertThat(changed).as(what + ": priorities of others stay").isLessThanOrEqualTo(1);
            now.entries().forEach(e -> plain.priorities.put(e.run(), e.priority()));
        }
    }

    private static QueueState of(String... runs) {
        QueueState state = QueueState.EMPTY;
        for (String run : runs) {
            state = state.add(QueueEntry.of(run, "cpu", Instant.EPOCH));
        }
        return state;
    }

    @Test
    void aRunThatMovesTakesAPriorityOnlyWhereTheOrderNeedsIt() {
        QueueState state = of("a", "b", "c").prioritise("a", Priority.HIGH).prioritise("c", Priority.LOW);
        assertThat(state.move(List.of("c"), java.util.Optional.of("b"))
                        .entry("c")
                        .orElseThrow()
                        .priority())
                .isEqualTo(Priority.NORMAL);
        assertThat(state.move(List.of("c"), java.util.Optional.of("a"))
                        .entry("c")
                        .orElseThrow()
                        .priority())
                .isEqualTo(Priority.HIGH);
        assertThat(state.move(List.of("b"), java.util.Optional.of("c"))).isEqualTo(state);
        assertThat(state.move(List.of("a", "b"), java.util.Optional.empty()).entries())
                .extracting(QueueEntry::run)
                .containsExactly("c", "a", "b");
    }

    @Test
    void whatIsUnderWayIsNeitherRemovedNorCleared() {
        QueueState state = of("a", "b").change("a", e -> e.with(QueueEntry.State.STARTED));
        assertThat(state.remove(Set.of("a", "b")).entries())
                .extracting(QueueEntry::run)
                .containsExactly("a");
        assertThat(state.clear().entries()).extracting(QueueEntry::run).containsExactly("a");
    }

    @Test
    void aFailedRunWaitsAgainWhereItStood() {
        QueueState failed = of("a", "b").change("a", e -> e.failedOnce(QueueEntry.State.FAILED, "why"));
        QueueState again = failed.add(QueueEntry.of("a", "cpu", Instant.now()));
        assertThat(waiting(again)).containsExactly("a", "b");
        assertThat(again.entry("a").orElseThrow()).isEqualTo(of("a").entry("a").orElseThrow());
        assertThat(waiting(of("x", "y").next("y"))).containsExactly("y", "x");
        assertThat(waiting(failed.next("a"))).containsExactly("a", "b");
    }
}
