package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Actions after which most of what is made once has been made, and caches are filled. */
    private static final int WARM = 800;

    /** Actions from one look at what is alive to the next. */
    private static final int LOOK = 200;

    private static final Pattern LINE = Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+)");

    /**
     * What is not counted: pictures that the toolkit lends out again and keeps by soft references until memory is short (tens of
     * megabytes), and what the collector fills holes with.
     */
    private static final Set<String> NOT_KEPT = Set.of("[I", "[Ljdk.internal.vm.FillerElement;");

    private static final Comparator<Map<String, Long>> BY_SIZE = Comparator.comparingLong(MonkeyTest::sum);

    private static final long MOST_KEPT = 20L << 20;

    @Test
    void twoThousandActionsBreakNothingAndUndoLeadsBack() {
        System.out.println("monkey: -Dtest.seed=" + SEED);
        try (Session session = new Session(980, 960)) {
            String first = session.design().hash().orElseThrow();
            Monkey monkey = new Monkey(session, SEED);
            List<String> done = new ArrayList<>();
            List<Map<String, Long>> looks = new ArrayList<>();
            for (int i = 0; i < ACTIONS; i++) {
                if (i >= WARM && i % LOOK == 0) {
                    session.settle();
                    looks.add(live());
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
            looks.add(live());
            // what is in sight comes and goes; what is kept is there in the emptiest moment of the end
            Map<String, Long> before = Collections.max(looks.subList(0, looks.size() / 2), BY_SIZE);
            Map<String, Long> after = Collections.min(looks.subList(looks.size() / 2, looks.size()), BY_SIZE);
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
                if (!NOT_KEPT.contains(line.group(2))) {
                    found.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
                }
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
