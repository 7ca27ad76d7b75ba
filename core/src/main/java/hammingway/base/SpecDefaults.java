package hammingway.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a part of a specification starts with when its kind is chosen: for forms, and for lists of kinds that are tried in turn. */
public final class SpecDefaults {
    /** What a required number starts with; where less is allowed, the least. */
    private static final int FIRST_NUMBER = 32;

    /** Kinds within kinds, such as an operator on an operator; what lies deeper starts with a kind that has no parts. */
    private static final int DEEPEST = 4;

    private SpecDefaults() {}

    /** A part of a kind to begin with. Fields that the part before had as well keep their values. */
    public static ObjectNode of(Class<?> record, JsonNode old) {
        return of(record, old, 0);
    }

    private static ObjectNode of(Class<?> record, JsonNode old, int depth) {
        ObjectNode node = Json.object();
        if (Arrays.stream(record.getInterfaces()).anyMatch(Class::isSealed)) {
            node.put("type", SpecCodec.kebab(record.getSimpleName()));
        }
        for (RecordComponent c : record.getRecordComponents()) {
            Doc doc = c.getAnnotation(Doc.class);
            Class<?> type = raw(c.getGenericType());
            JsonNode kept = old.path(c.getName());
            if (kept.isValueNode() && !kept.isNull() && type != Optional.class && fits(kept, type)) {
                node.set(c.getName(), kept);
            } else if (doc != null && !doc.byDefault().isEmpty()) {
                node.set(c.getName(), parsed(doc.byDefault()));
            } else {
                JsonNode first = first(type, doc, depth);
                if (first != null) {
                    node.set(c.getName(), first);
                }
            }
        }
        return node;
    }

    private static boolean fits(JsonNode value, Class<?> type) {
        return type == String.class
                ? value.isTextual()
                : type.isPrimitive() && type != boolean.class && value.isNumber();
    }

    private static @Nullable JsonNode first(Class<?> type, @Nullable Doc doc, int depth) {
        if (type == int.class || type == long.class || type == double.class) {
            double least = doc == null ? Double.NEGATIVE_INFINITY : doc.min();
            double most = doc == null ? Double.POSITIVE_INFINITY : doc.max();
            boolean few = most < FIRST_NUMBER && least > Double.NEGATIVE_INFINITY;
            return IntNode.valueOf((int) (few ? least : Math.max(least, FIRST_NUMBER)));
        }
        if (type == String.class) {
            return TextNode.valueOf("");
        }
        if (type == boolean.class) {
            return parsed("false");
        }
        if (type.isEnum()) {
            return TextNode.valueOf(SpecCodec.kebab(((Enum<?>) type.getEnumConstants()[0]).name()));
        }
        if (type.isSealed()) {
            List<Class<?>> kinds = SpecCodec.kinds(type);
            Class<?> kind = depth < DEEPEST
                    ? kinds.getFirst()
                    : kinds.stream()
                            .filter(k -> k.getRecordComponents().length == 0)
                            .findFirst()
                            .orElse(kinds.getFirst());
            return of(kind, Json.object(), depth + 1);
        }
        return type.isRecord() ? of(type, Json.object(), depth + 1) : type == List.class ? parsed("[]") : null;
    }

    /** The kind of this name in files. */
    public static Optional<Class<?>> kind(Class<?> sealed, String name) {
        return !sealed.isSealed()
                ? Optional.empty()
                : SpecCodec.kinds(sealed).stream()
                        .filter(k -> SpecCodec.kebab(k.getSimpleName()).equals(name))
                        .findFirst();
    }

    /** The type of what stands at a path such as {@code operators[0].family}; empty where nothing can stand there. */
    public static Optional<Class<?>> typeAt(Class<?> root, JsonNode values, String path) {
        Type type = root;
        JsonNode at = values;
        for (String step : path.replace("[", ".").replace("]", "").split("\\.", -1)) {
            if (raw(type) == List.class && type instanceof ParameterizedType list) {
                if (!step.matches("\\d{1,9}")) {
                    return Optional.empty();
                }
                type = list.getActualTypeArguments()[0];
                at = at.path(Integer.parseInt(step));
                continue;
            }
            Class<?> group = raw(type);
            Optional<Class<?>> kind =
                    group.isSealed() ? kind(group, at.path("type").asText("")) : Optional.of(group);
            Optional<Type> next = kind.filter(Class::isRecord)
                    .flatMap(k -> Arrays.stream(k.getRecordComponents())
                            .filter(c -> c.getName().equals(step))
                            .findFirst()
                            .map(RecordComponent::getGenericType));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            type = next.get() instanceof ParameterizedType p && p.getRawType() == Optional.class
                    ? p.getActualTypeArguments()[0]
                    : next.get();
            at = at.path(step);
        }
        return Optional.of(raw(type));
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
    }

    /** JSON where it is some, a text otherwise: the codec then says what it should have been. */
    public static JsonNode parsed(String value) {
        try {
            JsonNode node = Json.mapper().readTree(value);
            return node == null || node.isMissingNode() ? TextNode.valueOf(value) : node;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(value);
        }
    }
}
