package hammingway.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Problem;
import hammingway.base.SpecDefaults;
import hammingway.base.SpecException;
import java.util.List;
import java.util.Optional;

/**
 * Changes of kind in the JSON of a run's specification, with what must change along: softmax has a loss of its own and no code, a
 * code needs a codebook. The form and sweeps change kinds by the same rules.
 */
public final class SpecKinds {
    private static final String LAYER = "head.layer";
    private static final String CODEBOOK = "codebook";
    private static final List<String> WITHOUT_CODE = List.of("softmax", "one-vs-all");

    private SpecKinds() {}

    /**
     * Another kind at a path. Fields that the old kind had as well keep their values.
     *
     * @param path     such as {@code head.layer}
     * @param codebook what a code layer takes where the specification has no codebook
     * @throws SpecException when nothing of several kinds stands at the path, or there is no such kind
     */
    public static ObjectNode with(ObjectNode spec, String path, String kind, Optional<JsonNode> codebook) {
        ObjectNode next = spec.deepCopy();
        Class<?> type = SpecDefaults.typeAt(RunSpec.class, spec, path)
                .flatMap(t -> SpecDefaults.kind(t, kind))
                .orElseThrow(() -> new SpecException(
                        "Cannot set " + path + ".type:",
                        List.of(new Problem(
                                path + ".type", kind, "a kind of what stands there", "See the form, or the guide"))));
        int dot = path.lastIndexOf('.');
        if (!(at(next, dot < 0 ? "" : path.substring(0, dot)) instanceof ObjectNode group)) {
            throw new SpecException(
                    "Cannot set " + path + ".type:",
                    List.of(new Problem(path, kind, "a path of existing fields", "Add what it stands in first")));
        }
        String name = path.substring(dot + 1);
        group.set(name, SpecDefaults.of(type, group.path(name)));
        if (path.equals(LAYER)) {
            follow(next, kind, codebook);
        }
        return next;
    }

    /** What a path leads to; missing where it leads nowhere. */
    public static JsonNode at(JsonNode spec, String path) {
        return path.isEmpty()
                ? spec
                : spec.at("/" + path.replace("[", "/").replace("]", "").replace('.', '/'));
    }

    /** The codebook that a code layer takes when nobody chose one: the paper's, with 40 random bits. */
    public static ObjectNode firstCodebook() {
        ObjectNode codebook = Json.object();
        codebook.putObject("family")
                .put("type", "minimal-random")
                .put("randomBits", 40)
                .put("source", "split");
        codebook.putObject("assignment").put("type", "identity");
        return codebook.put("seed", 42);
    }

    private static void follow(ObjectNode spec, String layer, Optional<JsonNode> codebook) {
        boolean softmax = layer.equals("softmax");
        boolean crossEntropy = at(spec, "head.loss.type").asText().equals("cross-entropy");
        if (at(spec, "head") instanceof ObjectNode head) {
            if (softmax != crossEntropy) {
                head.putObject("loss").put("type", softmax ? "cross-entropy" : "bce-mean");
            }
            if (softmax) {
                head.put("unigramPrior", false);
            }
        }
        if (WITHOUT_CODE.contains(layer)) {
            spec.remove(CODEBOOK);
        } else if (!spec.path(CODEBOOK).isObject()) {
            spec.set(CODEBOOK, codebook.orElseGet(SpecKinds::firstCodebook));
        }
    }
}
