package hammingway.design.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.CodebookSpec;
import hammingway.design.book.BookEdit;
import hammingway.design.book.BookFiles;
import hammingway.design.book.Built;
import hammingway.design.book.Design;
import hammingway.design.book.DesignContext;
import hammingway.design.book.Draft;
import hammingway.design.book.RowOrder;
import hammingway.run.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A design without a screen: builds at once what is loaded or assigned. */
final class SearchBench {
    private final SimpleObjectProperty<Optional<Design>> design = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty name = new SimpleStringProperty("mine");
    private final List<Path> loaded = new ArrayList<>();
    private Optional<Project> project = Optional.empty();
    private Optional<Built> built = Optional.empty();

    static final CodebookSpec RECIPE = new CodebookSpec(
            new CodeFamily.MinimalRandom(13, CodeFamily.RandomBits.SPLIT), new Assignment.Identity(), 7);

    Workplace workplace() {
        return new Workplace(design, () -> built, () -> project, name, this::load, this::assign);
    }

    void project(Project opened) {
        project = Optional.of(opened);
    }

    void design(String vocabulary, int tokens, ObjectNode recipe, List<BookEdit> edits) {
        Draft draft = new Draft(vocabulary, Integer.toString(tokens), recipe, edits);
        CodebookSpec spec = SpecCodec.read(CodebookSpec.class, recipe, "test");
        built = Optional.of(
                Built.of(new Built.Order(draft, spec, tokens, project, RowOrder.ID), Optional.empty(), Progress.NONE));
        design.set(built.map(Built::design));
    }

    void hundredTokens() {
        design("", 100, SpecCodec.write(RECIPE), List.of());
    }

    private void load(Path file) {
        loaded.add(file);
        var read = BookFiles.read(
                file,
                project.map(Project::folder).orElse(Path.of("")),
                size -> new DesignContext(
                        size,
                        project,
                        built().draft().vocabulary(),
                        built().design().vocabulary(),
                        Progress.NONE),
                Progress.NONE);
        design(built.orElseThrow().draft().vocabulary(), read.size(), read.recipe(), read.edits());
    }

    private void assign(ObjectNode assignment) {
        Draft draft = built.orElseThrow().draft();
        ObjectNode recipe = draft.recipe().deepCopy();
        recipe.set("assignment", assignment);
        design(draft.vocabulary(), built.orElseThrow().design().codebook().size(), recipe, List.of());
    }

    Built built() {
        return built.orElseThrow();
    }

    String hash() {
        return built().design().codebook().hash();
    }

    List<Path> loaded() {
        return loaded;
    }
}
