package hammingway.design.comparison;

import hammingway.code.Codebook;
import hammingway.code.analysis.CodebookMeasures;
import hammingway.design.book.Design;
import hammingway.design.book.DistanceSource;
import hammingway.design.book.Preview;
import hammingway.design.book.RowOrder;
import hammingway.vocab.Vocabulary;
import java.util.Arrays;
import java.util.Optional;

/**
 * A codebook that is compared, with what is known of it so far.
 *
 * @param tag      who it is
 * @param design   its codewords, and the vocabulary as far as one fits
 * @param measures from a sample, then exact
 * @param drawn    the matrix of its distances
 */
record Compared(Tag tag, Design design, Optional<CodebookMeasures> measures, Optional<Drawn> drawn) {
    /** Where it comes from. */
    enum Origin {
        /** What is being designed: follows every change. */
        DESIGN,
        PINNED,
        SAVED,
        RUN,
        FILE
    }

    /**
     * Who a codebook is.
     *
     * @param id     of these codewords, never used again: results of others are not taken for it
     * @param label  for people
     * @param colour place in the palette
     */
    record Tag(int id, String label, Origin origin, int colour) {}

    /**
     * In which order rows stand.
     *
     * @param lead  id of the codebook whose codewords are sorted; 0 for the other orders
     * @param named whether rows have names
     */
    record Rows(RowOrder order, int lead, boolean named) {}

    /** Distances in an order of rows. */
    record Drawn(Rows rows, DistanceSource source) {}

    static Compared of(Tag tag, Design design) {
        return new Compared(tag, design, Optional.empty(), Optional.empty());
    }

    int id() {
        return tag.id();
    }

    Codebook codebook() {
        return design.codebook();
    }

    boolean exact() {
        return measures.flatMap(CodebookMeasures::exact).isPresent();
    }

    /** With what was found since: exact figures and those by frequency come in either order. */
    Compared measured(CodebookMeasures found) {
        CodebookMeasures all = new CodebookMeasures(
                codebook(),
                found.report(),
                found.hash(),
                found.weighted().or(() -> measures.flatMap(CodebookMeasures::weighted)),
                found.exact().or(() -> measures.flatMap(CodebookMeasures::exact)));
        return new Compared(tag, design, Optional.of(all), drawn);
    }

    Compared drawn(Drawn found) {
        return new Compared(tag, design, measures, Optional.of(found));
    }

    /** Names and counts of the tokens, unless it has them, or they are of another number of tokens. */
    Compared named(Optional<Vocabulary> vocabulary) {
        boolean fits = design.vocabulary().isEmpty()
                && vocabulary.filter(v -> v.size() == codebook().size()).isPresent();
        return fits ? new Compared(tag, new Design(codebook(), vocabulary), measures, drawn) : this;
    }

    /** Where one is above 0. */
    Optional<long[]> counts() {
        return design.vocabulary()
                .filter(v -> v.size() == codebook().size())
                .map(Vocabulary::counts)
                .filter(c -> Arrays.stream(c).anyMatch(n -> n > 0));
    }

    /** Whether nothing is known yet, or not by frequency though counts are there. */
    boolean needsSample() {
        return measures.isEmpty() || (measures.get().weighted().isEmpty() && counts().isPresent());
    }

    /** In milliseconds. Safe on any thread. */
    CodebookMeasures sample() {
        return measures.map(m -> m.withCounts(counts()))
                .orElseGet(() -> CodebookMeasures.sampled(codebook(), counts()));
    }

    /** Distances that most pairs have. */
    Optional<Preview.Range> usual() {
        return measures.map(m -> Preview.usual(m.report().preview().shares().stream()
                .mapToDouble(Double::doubleValue)
                .toArray()));
    }
}
