package hammingway.run.ask;

import hammingway.base.Doc;
import hammingway.run.TextEvaluation;

/** What {@code errors evaluate --json} tells. */
public sealed interface EvaluationEvent {
    /** How far it is. */
    record Advanced(
            @Doc(value = "Share done", byDefault = "0.0") double share,
            @Doc("What is being done") String message) implements EvaluationEvent {}

    /** What was found. */
    record Evaluated(TextEvaluation.Outcome outcome) implements EvaluationEvent {}
}
