package hammingway.runs.form;

import java.util.List;

/** The parts of the page, in the order of the path. */
enum Section {
    VOCABULARY(
            "Vocabulary",
            "Which tokens the model knows",
            "vocabulary",
            "vocabulary.tokenizer vocabulary.tokenizer.size vocabulary.tokenizer.path"),
    DATA(
            "Data",
            "The text, and how it is split and cut into windows",
            "data",
            "data.source data.source.megabytes data.source.path data.source.template data.source.template.text data.source.template.system "
                    + "data.source.lossOn data.packing"),
    BACKBONE(
            "Backbone",
            "The language model below the decision layer",
            "backbone",
            "backbone backbone.layers backbone.heads backbone.width backbone.context"),
    CODEBOOK(
            "Codebook",
            "The codeword of each token",
            "codebook",
            "codebook.family codebook.operators codebook.assignment"),
    HEAD(
            "Decision layer and loss",
            "From a hidden state to a token",
            "head",
            "head.layer head.layer.hidden head.layer.tied head.loss head.decoder"),
    TRAINING(
            "Training",
            "How long, how fast, in which arithmetic",
            "training",
            "training.steps training.batch training.tuning training.tuning.layers training.tuning.rank "
                    + "training.tuning.alpha training.tuning.targets training.schedule.peak training.schedule.shape "
                    + "training.precision"),
    EVALUATION(
            "Evaluation",
            "What is measured, when and at the end",
            "evaluation",
            "evaluation.windows training.evaluateEvery"),
    DEVICE("Device and seed", "Where it runs, and its randomness", "device seed", "device seed");

    private final String title;
    private final String told;
    private final String roots;
    private final String open;

    /** @param roots and open: paths, with a blank between two */
    Section(String title, String told, String roots, String open) {
        this.title = title;
        this.told = told;
        this.roots = roots;
        this.open = open;
    }

    String title() {
        return title;
    }

    /** For narrow places. */
    String shortTitle() {
        return title.replaceFirst(" and .*", "");
    }

    /** One sentence. */
    String told() {
        return told;
    }

    /** Whether a field, or a problem of one, belongs here. */
    boolean holds(String path) {
        if (path.equals("training.evaluateEvery")) {
            return this == EVALUATION;
        }
        return words(roots).stream()
                .anyMatch(r -> path.equals(r) || path.startsWith(r + ".") || path.startsWith(r + "["));
    }

    /** Whether a field is shown at once; others are folded. */
    boolean opens(String path) {
        boolean inside = this == CODEBOOK || this == DEVICE;
        return words(open).contains(path)
                || (inside && words(open).stream().anyMatch(o -> path.startsWith(o + ".") || path.startsWith(o + "[")));
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
