package hammingway.design.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.design.book.Built;
import hammingway.design.book.Design;
import hammingway.run.Project;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;

/**
 * The design that searches and assignments work on, and how they hand over what they found. Used on the toolkit's thread alone.
 *
 * @param design  changes once {@code built} has changed
 * @param built   the last codebook that was built
 * @param project where found codebooks are kept
 * @param name    of the codebook
 * @param load    takes a codebook from a file, as one step to undo
 * @param assign  takes an {@link hammingway.code.Assignment} as JSON into the recipe, as one step to undo
 */
public record Workplace(
        ReadOnlyObjectProperty<Optional<Design>> design,
        Supplier<Optional<Built>> built,
        Supplier<Optional<Project>> project,
        ObservableValue<String> name,
        Consumer<Path> load,
        Consumer<ObjectNode> assign) {}
