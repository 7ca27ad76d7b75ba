package hammingway.design.keeping;

import hammingway.base.Problem;
import hammingway.code.analysis.Distances;
import hammingway.design.book.Built;
import hammingway.design.book.Design;
import hammingway.design.book.Draft;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ObservableList;

/**
 * What lies on the designer's desk, to be kept.
 *
 * @param draft    texts of the form
 * @param built    the last draft that was built
 * @param design   changes when another draft has been built
 * @param distances exact ones, of the codebook that was built
 * @param problems of the draft; none while it is built
 * @param take     puts another draft there, as one step to undo
 */
public record Desk(
        ReadOnlyObjectProperty<Draft> draft,
        Supplier<Optional<Built>> built,
        ReadOnlyObjectProperty<Optional<Design>> design,
        ReadOnlyObjectProperty<Optional<Distances>> distances,
        ObservableList<Problem> problems,
        Consumer<Draft> take) {}
