package hammingway.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Doc;
import hammingway.base.SpecCodec;
import java.util.List;

/**
 * Something a codebook was made from beside its recipe: what the recipe names by name, a run for instance, as it was at that moment.
 *
 * @param kind   cooccurrence, softmax-run, checkpoint or confusions
 * @param name   the run's folder, the file or the data's folder
 * @param sha256 of the run's specification, of the data or of the tensor's values, hexadecimal
 */
public record CodeSource(
        @Doc("cooccurrence, softmax-run, checkpoint or confusions")
        String kind,

        @Doc("The run's folder, the file, or the folder of the data")
        String name,

        @Doc("SHA-256 of the run's specification, of the data, or of the tensor")
        String sha256) {

    /** {@code codebook-sources.json} of a run. */
    public record All(
            @Doc("What the codebook was made from beside its recipe")
            List<CodeSource> sources) {}

    /** Writes down what of a project went into a codebook, if anything did. */
    public static void tell(List<CodeSource> sources, ObjectNode provenance) {
        if (!sources.isEmpty()) {
            provenance.set("sources", SpecCodec.write(new All(sources)).path("sources"));
        }
    }
}
