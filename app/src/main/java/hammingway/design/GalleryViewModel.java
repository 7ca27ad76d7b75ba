package hammingway.design;

import hammingway.code.decode.Plan;
import hammingway.design.book.Design;
import hammingway.fx.Background;
import hammingway.fx.Latest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The families of codes, with what each gives for the tokens at hand. Decoders are found one by one while the gallery is open. */
final class GalleryViewModel {
    private final Latest offering;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObservableList<Row> rowsForAll = FXCollections.unmodifiableObservableList(rows);
    private List<Row> all = List.of();
    private int tokens;
    private int width;

    /**
     * A line of the gallery.
     *
     * @param share of a softmax layer's parameters, 1 for equal
     * @param plan  of decoding one position; empty while it is not known
     */
    record Row(FamilyOffer offer, Optional<Double> rate, Optional<Double> share, Optional<Plan> plan) {
        boolean possible() {
            return offer.reason().isEmpty();
        }
    }

    GalleryViewModel(Background background) {
        offering = new Latest(background);
        filter.subscribe(this::fill);
        open.subscribe(o -> {
            if (!o) {
                offering.cancel();
            }
        });
    }

    BooleanProperty openProperty() {
        return open;
    }

    StringProperty filterProperty() {
        return filter;
    }

    ObservableList<Row> rows() {
        return rowsForAll;
    }

    /** V. */
    int tokens() {
        return tokens;
    }

    /** d, that heads are measured at. */
    int width() {
        return width;
    }

    void show(int newTokens, int newWidth) {
        boolean same = tokens == newTokens && !all.isEmpty();
        Map<String, Plan> known = new HashMap<>();
        if (same) {
            all.forEach(r -> r.plan().ifPresent(p -> known.put(r.offer().kind(), p)));
        }
        tokens = newTokens;
        width = newWidth;
        filter.set("");
        open.set(true);
        offering.start("Families of codes", progress -> FamilyOffer.all(newTokens), offers -> {
            all = offers.stream()
                    .map(o -> row(o, Optional.ofNullable(known.get(o.kind()))))
                    .toList();
            fill();
            plan(new ArrayList<>(all.stream().filter(r -> r.plan().isEmpty()).toList()));
        });
    }

    private Row row(FamilyOffer offer, Optional<Plan> plan) {
        Optional<Double> share = offer.bits().map(n -> Design.headShare(width, tokens, n));
        return new Row(offer, offer.rate(tokens), share, plan);
    }

    private void plan(List<Row> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        Row next = waiting.removeFirst();
        int size = tokens;
        offering.start(
                "Decoder of " + next.offer().label(), progress -> next.offer().plan(size, progress), found -> {
                    all = all.stream()
                            .map(r -> r.offer().equals(next.offer()) ? row(r.offer(), found) : r)
                            .toList();
                    for (int i = 0; i < rows.size(); i++) {
                        if (rows.get(i).offer().equals(next.offer())) {
                            rows.set(i, row(next.offer(), found));
                        }
                    }
                    plan(waiting);
                });
    }

    private void fill() {
        rows.setAll(all.stream().filter(r -> r.offer().matches(filter.get())).toList());
    }
}
