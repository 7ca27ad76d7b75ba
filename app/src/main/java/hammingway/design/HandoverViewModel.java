package hammingway.design;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the designer takes from runs, and gives to them. */
public final class HandoverViewModel {
    /**
     * A run is to be made with a codebook.
     *
     * @param like   the run that the codebook came from, to be made alike but for it
     * @param recipe of the codebook, a {@link hammingway.code.CodebookSpec} as JSON
     */
    public record Order(Optional<String> like, ObjectNode recipe) {}

    private final ObjectProperty<Optional<String>> confusions = new SimpleObjectProperty<>(Optional.empty());
    private final Consumer<Order> newRun;
    private Optional<String> origin = Optional.empty();
    private Optional<String> awaited = Optional.empty();

    HandoverViewModel(Consumer<Order> newRun) {
        this.newRun = newRun;
    }

    /** A run whose confusions are to be tried for the assignment; nobody's once they are. */
    ObjectProperty<Optional<String>> confusions() {
        return confusions;
    }

    /** The codebook is to be that of a run, whose confusions are to be tried once it is built. */
    void taken(String runId) {
        origin = Optional.of(runId);
        awaited = origin;
        confusions.set(Optional.empty());
    }

    /** The codebook of the form is built: what was tried on the one before would be lost now. */
    void built() {
        Optional<String> run = awaited;
        awaited = Optional.empty();
        if (run.isPresent()) {
            confusions.set(run);
        }
    }

    /** The codebook is of no run any more. */
    void forget() {
        origin = Optional.empty();
        awaited = Optional.empty();
        confusions.set(Optional.empty());
    }

    void give(ObjectNode recipe) {
        newRun.accept(new Order(origin, recipe));
    }
}
