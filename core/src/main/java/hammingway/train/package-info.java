/**
 * Training: one optimisation step, the learning-rate schedule, checkpoints and exact resumption. Knows nothing of folders of
 * runs, events or processes; {@code hammingway.run} drives it.
 */
@NullMarked
package hammingway.train;

import org.jspecify.annotations.NullMarked;
