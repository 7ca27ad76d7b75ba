package hammingway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

    private static final long MOST_KEPT = 50L << 20;

    @Test
    void twoThousandActionsBreakNothingAndUndoLeadsBack() {
        System.out.println("monkey: -Dtest.seed=" + SEED);
        try (Session session = new Session(980, 960)) {
            String first = session.design().hash().orElseThrow();
            Monkey monkey = new Monkey(session, SEED);
            List<String> done = new ArrayList<>();
            long before = 0;
            for (int i = 0; i < ACTIONS; i++) {
                if (i == WARM) {
                    session.settle();
                    before = used();
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
            long after = used();
            System.out.printf("monkey: %d actions, heap %d -> %d MB%n", ACTIONS, before >> 20, after >> 20);
            assertThat(after - before).as("bytes kept, seed %d", SEED).isLessThan(MOST_KEPT);
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

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
