package hammingway.run.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecDefaults;
import hammingway.base.SpecException;
import hammingway.run.RunSpec;
import hammingway.run.SpecKinds;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field, and the values that it takes in turn.
 *
 * @param path   such as {@code training.batch}; of kinds, what has the kind, such as {@code head.loss}
 * @param values JSON or plain text; of kinds, their names or JSON objects
 */
public record Axis(String path, List<String> values) {
    private static final String TYPE = ".type";

    /** What people call some fields. */
    private static final Map<String, String> SHORT = Map.of("training.schedule.peak", "lr", "head.layer", "layer");

    public Axis {
        values = List.copyOf(values);
    }

    /**
     * Reads {@code FIELD=VALUES}.
     *
     * @throws SpecException saying what is wrong
     */
    public static Axis parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new SpecException(
                    "A field to vary cannot be read:",
                    List.of(new Problem(
                            "", text, "FIELD=VALUES, such as training.batch=16,32", "Name the field first")));
        }
        return of(text.substring(0, equals).strip(), text.substring(equals + 1));
    }

    /** @param values as they are typed: see the guide, Sweeps */
    public static Axis of(String path, String values) {
        String plain = path.endsWith(TYPE) ? path.substring(0, path.length() - TYPE.length()) : path;
        return new Axis(plain, Values.parse(path, values));
    }

    /** Whether it changes kinds, which must happen before the fields of a kind are set. */
    boolean ofKinds(ObjectNode spec) {
        return SpecDefaults.typeAt(RunSpec.class, spec, path)
                .filter(Class::isSealed)
                .isPresent();
    }

    /**
     * The specification with one of the values.
     *
     * @throws SpecException when the path leads nowhere
     */
    ObjectNode apply(ObjectNode spec, String value) {
        JsonNode node = SpecDefaults.parsed(value);
        if (ofKinds(spec) && !node.isContainerNode()) {
            return SpecKinds.with(spec, path, node.asText(), Optional.empty());
        }
        ObjectNode next = spec.deepCopy();
        SpecCodec.set(next, path, value);
        return next;
    }

    /** Its name in the names of runs. */
    String label() {
        return SHORT.getOrDefault(path, SpecCodec.kebab(last(path)));
    }

    /** A longer name, where two fields have the same. */
    String longLabel() {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? label() : SpecCodec.kebab(last(path.substring(0, dot))) + "." + SpecCodec.kebab(last(path));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** A value in the names of runs: of an object its kind, of a file its own name. */
    static String label(String value) {
        JsonNode node = SpecDefaults.parsed(value);
        String text = node.isObject() ? node.path("type").asText("group") : value;
        int slash = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
        return text.substring(slash + 1).replaceAll("[^\\p{L}\\p{N} ._+=()-]", "-");
    }
}
