package hammingway.design.analysis;

import hammingway.code.Codebook;
import hammingway.code.analysis.PrefixGroups;
import hammingway.design.book.Preview;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;

/** Groups of tokens whose codewords begin alike, for a length that is chosen, or that gives as many groups as can be looked through. */
final class PrefixesViewModel {
    private final Latest grouping;
    private final ReadOnlyObjectWrapper<Optional<PrefixGroups>> groups = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StringProperty selected;
    private Optional<Codebook> codebook = Optional.empty();
    private Optional<long[]> counts = Optional.empty();
    private int length;

    /** @param selected bits of the group that is looked at; empty for none */
    PrefixesViewModel(Background background, StringProperty selected) {
        this.grouping = new Latest(background);
        this.selected = selected;
    }

    ReadOnlyObjectProperty<Optional<PrefixGroups>> groups() {
        return groups.getReadOnlyProperty();
    }

    StringProperty selected() {
        return selected;
    }

    /** Groups the tokens of a codebook from now on. */
    void show(Optional<Preview> preview, Optional<long[]> newCounts) {
        codebook = preview.map(Preview::codebook);
        counts = newCounts;
        selected.set("");
        group();
    }

    /** Longest prefix that there can be; 1 without a codebook. */
    int longest() {
        return codebook.map(c -> Math.min(PrefixGroups.LONGEST, c.length())).orElse(1);
    }

    /** Groups by so many bits from now on, in other codebooks too as far as they are as long; 0: as many as are usual. */
    void length(int bits) {
        if (bits != length) {
            length = bits;
            selected.set("");
            group();
        }
    }

    private void group() {
        if (codebook.isEmpty()) {
            grouping.cancel();
            groups.set(Optional.empty());
            return;
        }
        Codebook of = codebook.get();
        Optional<long[]> counted = counts;
        int bits = Math.min(length, longest());
        grouping.start(
                "Prefixes",
                progress -> PrefixGroups.of(of, bits == 0 ? PrefixGroups.usual(of) : bits, counted),
                found -> groups.set(Optional.of(found)));
    }
}
