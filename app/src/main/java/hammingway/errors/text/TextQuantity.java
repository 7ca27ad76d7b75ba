package hammingway.errors.text;

import hammingway.errors.subject.Subject;

/** What the colour of a token can tell. */
enum TextQuantity {
    OUTCOME("Right, top 5 or wrong", "Whether the target was ranked first, second to fifth, or lower", ""),
    RANK("Rank", "The target's place among all tokens, 1 is right", ""),
    LOG_PROBABILITY("Log-probability", "Of the target, in nats: 0 is certain", "nats"),
    WRONG_BITS("Wrong bits", "Bits of the target's codeword that were decided wrong", "bits"),
    MARGIN(
            "Margin",
            "The target's log-probability less that of the best other token, in nats: above 0 the target wins",
            "nats"),
    ENTROPY("Entropy", "Of the distribution over all tokens, in nats: 0 is certain", "nats"),
    PAIR(
            "Both runs: right or wrong",
            "Which run ranked the target first; gained: only the compared run, lost: only this one",
            ""),
    DIFFERENCE(
            "Both runs: log-probability",
            "The target's log-probability in this run less that in the compared run, in nats",
            "nats");

    private final String label;
    private final String meaning;
    private final String unit;

    TextQuantity(String label, String meaning, String unit) {
        this.label = label;
        this.meaning = meaning;
        this.unit = unit;
    }

    String meaning() {
        return meaning;
    }

    String unit() {
        return unit;
    }

    /** Whether it must be decoded from the logits: known of the visible tokens alone. */
    boolean decoded() {
        return this == MARGIN || this == ENTROPY;
    }

    /** Whether a few names stand for its values. */
    boolean named() {
        return this == OUTCOME || this == RANK || this == PAIR;
    }

    /** Whether 0 divides good from bad. */
    boolean signed() {
        return this == MARGIN || this == DIFFERENCE;
    }

    boolean offered(Subject subject) {
        return switch (this) {
            case PAIR, DIFFERENCE -> subject.second().isPresent();
            case WRONG_BITS -> subject.hasCodebook();
            case OUTCOME, RANK, LOG_PROBABILITY, MARGIN, ENTROPY -> true;
        };
    }

    /** The least value that colours tell. */
    double least() {
        return switch (this) {
            case LOG_PROBABILITY -> -10;
            case MARGIN, DIFFERENCE -> -8;
            case OUTCOME, RANK, WRONG_BITS, ENTROPY, PAIR -> 0;
        };
    }

    /** The greatest value that colours tell. */
    double greatest(Subject subject) {
        return switch (this) {
            case LOG_PROBABILITY -> 0;
            case MARGIN, DIFFERENCE -> 8;
            case WRONG_BITS -> Math.max(1, subject.first().trace().logitCount() / 2);
            case ENTROPY -> Math.log(subject.first().trace().facts().vocabulary());
            case OUTCOME -> 2;
            case PAIR -> 3;
            case RANK -> 5;
        };
    }

    /** For people. */
    @Override
    public String toString() {
        return label;
    }
}
