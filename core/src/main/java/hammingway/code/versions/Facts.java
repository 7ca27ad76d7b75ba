package hammingway.code.versions;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Doc;
import hammingway.base.SpecCodec;
import hammingway.code.Codebook;
import hammingway.code.CodebookSpec;
import java.util.Optional;

/** What is told of a codebook without opening it. */
public record Facts(
        @Doc("SHA-256 of the codewords, as in the file itself")
        String hash,

        @Doc(value = "Number of tokens, V", min = 2) int tokens,

        @Doc(value = "Bits of a codeword, n", unit = "bits", min = 1)
        int length,

        @Doc(value = "d_min, where it was computed", unit = "bits", min = 0)
        Optional<Integer> minimumDistance,

        @Doc(value = "Changes by hand after all that the recipe does", min = 0)
        int edits,

        @Doc("Where there is one; of a codebook that was edited by hand, that before the edits")
        Optional<CodebookSpec> recipe) {

    static Facts of(Codebook book, JsonNode provenance, Optional<Integer> minimumDistance) {
        Optional<CodebookSpec> before = book.recipe().isPresent()
                        || !provenance.path("recipe").isObject()
                ? book.recipe()
                : Optional.of(SpecCodec.read(CodebookSpec.class, provenance.path("recipe"), "provenance.recipe"));
        return new Facts(
                book.hash(),
                book.size(),
                book.length(),
                minimumDistance,
                provenance.path("edits").size(),
                before);
    }

    /** Such as {@code 1000 x 47 bits, d 8}. */
    public String figures() {
        return tokens + " x " + length + " bits"
                + minimumDistance.map(d -> ", d " + d).orElse("");
    }
}
