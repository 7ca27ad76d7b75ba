package hammingway.design.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.SpecCodec;
import hammingway.code.Assignment;
import hammingway.code.CodeFamily;
import hammingway.code.CodebookSpec;
import hammingway.design.book.BookFiles;
import hammingway.design.book.Built;
import hammingway.run.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The codebook that a search begins with, as a recipe. A codebook that was edited by hand has none: it is kept in a file of the project,
 * named after its bits, and read from there.
 *
 * @param recipe of the codebook, as JSON
 * @param file   to be written before the search, where the codebook was edited
 */
record Beginning(Built built, ObjectNode recipe, Optional<Path> file) {
    /** As many hexadecimal digits of the hash as tell files of one project apart. */
    private static final int HASH_DIGITS = 8;

    /** Nothing where the codebook was edited and there is no project to keep it in. */
    static Optional<Beginning> of(Built built, Optional<Project> project) {
        if (built.draft().edits().isEmpty()) {
            return built.made().recipe().map(r -> new Beginning(built, SpecCodec.write(r), Optional.empty()));
        }
        return project.map(p -> {
            String name = "edited-" + built.design().codebook().hash().substring(0, HASH_DIGITS) + ".npz";
            Path file = p.codebooks().resolve(name);
            String shown = p.folder().relativize(file).toString();
            return new Beginning(
                    built,
                    SpecCodec.write(
                            new CodebookSpec(new CodeFamily.ExplicitImport(shown), new Assignment.Identity(), 42)),
                    Optional.of(file));
        });
    }

    /** Whether the file is there that the recipe reads. */
    boolean kept() {
        return file.map(Files::exists).orElse(true);
    }

    /** Writes the file, unless it is there. */
    void keep() {
        if (!kept()) {
            file.ifPresent(f -> BookFiles.write(f, built));
        }
    }
}
