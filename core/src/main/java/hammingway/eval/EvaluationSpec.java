package hammingway.eval;

import hammingway.base.Doc;

/** What is measured when a run ends. */
public record EvaluationSpec(
        @Doc(value = "Validation windows at most", unit = "windows", min = 1, max = 10_000_000, byDefault = "400")
        int windows,

        @Doc(value = "Validation windows during training", unit = "windows", min = 1, max = 1_000_000, byDefault = "32")
        int windowsDuringTraining,

        @Doc(value = "Windows in one forward pass", unit = "windows", min = 1, max = 4096, byDefault = "32")
        int batch,

        @Doc(value = "Write targets, ranks, log-probabilities and logits of every position", byDefault = "true")
        boolean traces,

        @Doc(value = "Measure the time of trunk, head and decoding", byDefault = "true")
        boolean latency) {}
