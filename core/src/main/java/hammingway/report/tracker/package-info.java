/** Runs in the file formats of tools that track experiments: TensorBoard, MLflow, and CSV for all others. */
@NullMarked
package hammingway.report.tracker;

import org.jspecify.annotations.NullMarked;
