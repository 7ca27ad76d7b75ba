package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/** Two thousand actions at random, most of them in the designer: nothing breaks, nothing is kept, and undo leads back to the start. */
@ExtendWith(ApplicationExtension.class)
class MonkeyTest {
    private static final long SEED = Long.getLong("test.seed", 20261127);
    private static final int ACTIONS = Integer.getInteger("monkey.actions", 2000);

    /** Actions after which all that is made once has been made, and the caches of pictures (48 MiB a matrix at most) are filled. */
    private static final int WARM = 800;

    private static final Pattern LINE = Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+)");

    private static final long MOST_KEPT = 50L << 20;

    @Test
    void twoThousandActionsBreakNothingAndUndoLeadsBack() {
        System.out.println("monkey: -Dtest.seed=" + SEED);
        try (Session session = new Session(980, 960)) {
            String first = session.design().hash().orElseThrow();
            Monkey monkey = new Monkey(session, SEED);
            List<String> done = new ArrayList<>();
            Map<String, Long> before = Map.of();
            for (int i = 0; i < ACTIONS; i++) {
                if (i == WARM) {
                    session.settle();
                    before = live();
                }
                done.add(Session.onScreen(monkey::act));
                assertThat(session.faults)
                        .as("seed %d, action %d: %s", SEED, i, done.subList(Math.max(0, i - 5), i + 1))
                        .isEmpty();
                if (returns(i)) {
                    Session.act(() -> session.workbench.model().place().set(WorkbenchViewModel.Place.DESIGN));
                }
            }
            session.settle();
            Map<String, Long> after = live();
            long kept = sum(after) - sum(before);
            System.out.printf(
                    "monkey: %d actions, alive %d -> %d MB; %s%n",
                    ACTIONS, sum(before) >> 20, sum(after) >> 20, grown(before, after));
            assertThat(kept)
                    .as("bytes kept, seed %d: %s", SEED, grown(before, after))
                    .isLessThan(MOST_KEPT);
            Session.act(() -> {
                while (session.design().canUndoProperty().get()) {
                    session.design().undo();
                }
            });
            session.settle();
            assertThat(Session.onScreen(() -> session.design().hash()))
                    .as("the codebook after undoing all, seed %d", SEED)
                    .contains(first);
            assertThat(session.faults).isEmpty();
            assertThat(session.workbench.notices().shown())
                    .noneMatch(n -> n.text().contains("inside the program"));
        }
    }

    /** The designer is what is tested: the other workspaces are left soon. */
    private static boolean returns(int action) {
        return action % 7 == 0;
    }

    /** What is alive, in bytes, by class. */
    private static Map<String, Long> live() {
        try {
            // a collection comes with it
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            Map<String, Long> found = new HashMap<>();
            Matcher line = LINE.matcher(histogram);
            while (line.find()) {
                found.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
            }
            return found;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long sum(Map<String, Long> live) {
        return live.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The classes that grew most. */
    private static List<String> grown(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> by = new HashMap<>();
        after.forEach((c, bytes) -> by.put(c, bytes - before.getOrDefault(c, 0L)));
        return by.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(12)
                .map(e -> (e.getValue() >> 10) + " KB " + e.getKey())
                .toList();
    }
}
