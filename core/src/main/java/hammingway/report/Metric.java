package hammingway.report;

import hammingway.math.Interval;
import java.util.Arrays;
import java.util.Optional;

/** What a decision layer achieves: what can be put on the y axis. */
public enum Metric {
    TOP5("top-5", "Top-5 accuracy (%)", "Share of positions whose token is among the five ranked highest"),
    TOP1("top-1", "Top-1 accuracy (%)", "Share of positions whose token is ranked highest"),
    TOP5_OF_SOFTMAX(
            "top-5-of-softmax",
            "Top-5 (% of softmax's)",
            "Against the softmax run with the same data, backbone and training"),
    TOP1_OF_SOFTMAX(
            "top-1-of-softmax",
            "Top-1 (% of softmax's)",
            "Against the softmax run with the same data, backbone and training"),
    PERPLEXITY(
            "perplexity",
            "Perplexity (lower is better)",
            "Of normalised probabilities: exp of the mean nats per token"),
    BITS_PER_BYTE(
            "bits-per-byte",
            "Bits per byte (lower is better)",
            "Comparable between vocabularies: bits of a token's probability for each byte of text"),
    BIT_ACCURACY(
            "bit-accuracy", "Bit accuracy (%)", "Share of the codeword's bits decided right; heads with a codebook"),
    TOP5_REAL(
            "top-5-real",
            "Top-5 of real tokens (%)",
            "As top-5, hits on the token that stands for all trimmed ones counted as wrong"),
    TOP1_REAL(
            "top-1-real",
            "Top-1 of real tokens (%)",
            "As top-1, hits on the token that stands for all trimmed ones counted as wrong");

    private final String word;
    private final String label;
    private final String meaning;

    Metric(String word, String label, String meaning) {
        this.word = word;
        this.label = label;
        this.meaning = meaning;
    }

    /** On the command line. */
    public String word() {
        return word;
    }

    /** With its unit. */
    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<Metric> ofWord(String word) {
        return Arrays.stream(values()).filter(m -> m.word.equals(word)).findFirst();
    }

    public boolean lowerIsBetter() {
        return this == PERPLEXITY || this == BITS_PER_BYTE;
    }

    /** Whether a logarithmic axis shows it better: perplexities of good and bad heads lie powers of ten apart. */
    public boolean logarithmic() {
        return this == PERPLEXITY;
    }

    /** Whether a share of softmax's means something. */
    boolean hasShare() {
        return switch (this) {
            case TOP5, TOP1, TOP5_REAL, TOP1_REAL, TOP5_OF_SOFTMAX, TOP1_OF_SOFTMAX -> true;
            case PERPLEXITY, BITS_PER_BYTE, BIT_ACCURACY -> false;
        };
    }

    /** Whether a trimmed vocabulary bounds it. */
    boolean hasCeiling() {
        return switch (this) {
            case TOP5, TOP1, TOP5_REAL, TOP1_REAL -> true;
            case TOP5_OF_SOFTMAX, TOP1_OF_SOFTMAX, PERPLEXITY, BITS_PER_BYTE, BIT_ACCURACY -> false;
        };
    }

    /** In the label's unit; NaN where the row has none. */
    public Interval of(ComparisonRow r) {
        return switch (this) {
            case TOP5 -> percent(r.top5());
            case TOP1 -> percent(r.top1());
            case TOP5_OF_SOFTMAX -> percent(r.further().top5OfSoftmax());
            case TOP1_OF_SOFTMAX -> percent(r.further().top1OfSoftmax());
            case PERPLEXITY -> r.perplexity();
            case BITS_PER_BYTE -> r.bitsPerByte();
            case BIT_ACCURACY -> percent(r.further().bitAccuracy());
            case TOP5_REAL -> percent(r.further().top5Real());
            case TOP1_REAL -> percent(r.further().top1Real());
        };
    }

    /** Where an interval's ends are cut: no share of positions lies outside of 0 to 100%, whatever Student's t says of two seeds. */
    Interval within(Interval i) {
        return switch (this) {
            case TOP5, TOP1, TOP5_REAL, TOP1_REAL, BIT_ACCURACY ->
                new Interval(i.mean(), Math.max(0, i.low()), Math.min(100, i.high()), i.sd(), i.n());
            case BITS_PER_BYTE, TOP5_OF_SOFTMAX, TOP1_OF_SOFTMAX ->
                new Interval(i.mean(), Math.max(0, i.low()), i.high(), i.sd(), i.n());
            case PERPLEXITY -> i;
        };
    }

    /** Why a row has no such figure. */
    String absence() {
        return switch (this) {
            case TOP5_OF_SOFTMAX, TOP1_OF_SOFTMAX -> "no softmax run in the same setting";
            case BIT_ACCURACY -> "no codebook";
            case TOP5, TOP1, PERPLEXITY, BITS_PER_BYTE, TOP5_REAL, TOP1_REAL -> "no number: training diverged";
        };
    }

    private static Interval percent(Interval i) {
        return new Interval(100 * i.mean(), 100 * i.low(), 100 * i.high(), 100 * i.sd(), i.n());
    }
}
