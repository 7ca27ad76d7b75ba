package hammingway.run;

import hammingway.base.Doc;
import java.util.List;

/**
 * What a run tells about itself, one JSON object a line in {@code events.jsonl}. All times are milliseconds since 1970.
 * Losses are in nats as the loss defines them; validation figures are token-weighted.
 */
public sealed interface RunEvent {
    long time();

    /**
     * A worker took the run up.
     *
     * @param processStart  start of the process in milliseconds since 1970, so that a re-used process id is not mistaken for it
     * @param fromStep      steps already done: 0, or those of the checkpoint continued from; events of later steps are void
     */
    record Started(long time, long pid, long processStart, long fromStep, long totalSteps) implements RunEvent {}

    /**
     * The model stands.
     *
     * @param parameters     stored parameters of the whole model
     * @param headParameters those of the decision layer, an embedding that it shares left out
     */
    record Built(long time, long parameters, long headParameters) implements RunEvent {}

    /** Work outside training steps: reading data, building the codebook, evaluating. */
    record Stage(long time, String name, double share) implements RunEvent {}

    /**
     * An optimiser step was done.
     *
     * @param seconds        time this step took
     * @param memoryBytes    resident memory of the worker; 0 where the system does not tell
     */
    record StepDone(
            long time,
            long step,
            double loss,
            double learningRate,
            double gradientNorm,
            double seconds,
            long tokens,
            long memoryBytes)
            implements RunEvent {}

    /**
     * Figures on some validation windows during training.
     *
     * @param bits share of positions with each bit of the codeword decided right, rounded to 4 digits; left out without a codebook
     */
    record Validated(
            long time,
            long step,
            double loss,
            double perplexity,
            double top1,
            double top5,

            @Doc(value = "Share of positions with each bit right", byDefault = "[]")
            List<Double> bits)
            implements RunEvent {
        /** Figures of a head without a codebook. */
        public Validated(long time, long step, double loss, double perplexity, double top1, double top5) {
            this(time, step, loss, perplexity, top1, top5, List.of());
        }
    }

    /**
     * What the model writes at a checkpoint.
     *
     * @param prompt the first tokens of the validation text, which it goes on from
     */
    record Sampled(long time, long step, String prompt, String text) implements RunEvent {}

    record CheckpointWritten(long time, long step) implements RunEvent {}

    record Paused(long time, long step) implements RunEvent {}

    record Continued(long time, long step) implements RunEvent {}

    /** The full evaluation was written to {@code evaluation/metrics.json}. */
    record Evaluated(long time, double top1, double top5, double perplexity) implements RunEvent {}

    record Warning(long time, String message) implements RunEvent {}

    /** The run is complete. */
    record Finished(long time) implements RunEvent {}

    /** The run stopped on request after writing a checkpoint; it can be continued. */
    record Stopped(long time, long step) implements RunEvent {}

    /** The run ended with an error, told for people. */
    record Failed(long time, String message) implements RunEvent {}
}
