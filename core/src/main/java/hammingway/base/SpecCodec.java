package hammingway.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records to JSON and back, with every problem reported at once.
 *
 * <p>A record is an object of its components. A sealed interface is an object with a {@code type}: the simple name of the
 * permitted record, in lower case with hyphens. Enum constants are written the same way. Component types are int, long,
 * double, boolean, String, enums, records, sealed interfaces, Optional and List of these. Unknown fields are refused:
 * a file of a newer version must not be half understood.
 */
public final class SpecCodec {
    /** How JSON, which has no such numbers, is made to hold them: as texts. */
    private static final List<String> NOT_FINITE = List.of("NaN", "Infinity", "-Infinity");

    private SpecCodec() {}

    /** @throws SpecException with all problems */
    public static <T> T read(Class<T> type, JsonNode node, String what) {
        List<Problem> problems = new ArrayList<>();
        Object value = value(type, node, "", problems);
        if (!problems.isEmpty() || value == null) {
            throw new SpecException(what + " has " + count(problems.size()) + ":", problems);
        }
        return type.cast(value);
    }

    public static <T> T read(Class<T> type, Path file) {
        return read(type, Json.read(file), file.toString());
    }

    private static String count(int n) {
        return n == 1 ? "a problem" : n + " problems";
    }

    /** All problems of a specification made in code, by the same rules as one read from a file. */
    public static List<Problem> problems(Record spec) {
        List<Problem> problems = new ArrayList<>();
        value(spec.getClass(), write(spec), "", problems);
        return problems;
    }

    public static ObjectNode write(Record spec) {
        ObjectNode node = Json.object();
        RecordForm form = RecordForm.of(spec.getClass());
        if (form.tagged()) {
            node.put("type", form.tag());
        }
        for (RecordForm.Field c : form.fields()) {
            Object value = c.of(spec);
            if (!(value instanceof Optional<?> o && o.isEmpty()) && !emptyByDefault(value, c.doc())) {
                node.set(c.name(), writeValue(value));
            }
        }
        return node;
    }

    /** A list that may be left out is, when empty: a list added to a specification changes no file or hash of those without it. */
    private static boolean emptyByDefault(Object value, @Nullable Doc doc) {
        return value instanceof List<?> l
                && l.isEmpty()
                && doc != null
                && doc.byDefault().equals("[]");
    }

    /**
     * Sets one field of a specification's JSON.
     *
     * @param path  such as {@code training.steps}
     * @param value JSON, or plain text which becomes a string
     * @throws SpecException when the path leads through something that is no object
     */
    public static void set(ObjectNode root, String path, String value) {
        String[] names = path.split("\\.", -1);
        ObjectNode at = root;
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode next = at.get(names[i]);
            if (!(next instanceof ObjectNode object)) {
                throw new SpecException(
                        "Cannot set " + path + ":",
                        List.of(new Problem(
                                path, value, "a path of existing fields", names[i] + " is no group of fields")));
            }
            at = object;
        }
        JsonNode parsed;
        try {
            parsed = value.isBlank() ? TextNode.valueOf(value) : Json.mapper().readTree(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException unused) {
            parsed = TextNode.valueOf(value);
        }
        at.set(names[names.length - 1], parsed);
    }

    /** What is to be known of the field at a path such as {@code training.steps}, if the specification has that field. */
    public static Optional<Doc> doc(Record spec, String path) {
        Optional<?> at = Optional.of(spec);
        Optional<Doc> doc = Optional.empty();
        for (String name : path.split("\\.", -1)) {
            if (!(at.orElse(null) instanceof Record group)) {
                return Optional.empty();
            }
            Optional<RecordForm.Field> component = RecordForm.of(group.getClass()).fields().stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst();
            doc = component.map(RecordForm.Field::doc);
            at = component.map(c -> c.of(group)).flatMap(v -> v instanceof Optional<?> o ? o : Optional.of(v));
        }
        return doc;
    }

    /** {@code NaturalBinary} and {@code NATURAL_BINARY} both give {@code natural-binary}. */
    public static String kebab(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static JsonNode writeValue(Object value) {
        JsonNodeFactory f = JsonNodeFactory.instance;
        return switch (value) {
            case Integer i -> f.numberNode(i);
            case Long l -> f.numberNode(l);
            case Double d -> f.numberNode(d);
            case Boolean b -> f.booleanNode(b);
            case String s -> f.textNode(s);
            case Enum<?> e -> f.textNode(kebab(e.name()));
            case Optional<?> o -> writeValue(o.orElseThrow());
            case List<?> l -> {
                ArrayNode a = f.arrayNode();
                l.forEach(x -> a.add(writeValue(x)));
                yield a;
            }
            case Record r -> write(r);
            default -> throw new IllegalArgumentException("no JSON form for " + value.getClass());
        };
    }

    private static @Nullable Object value(Type type, JsonNode node, String path, List<Problem> problems) {
        if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            return list(p.getActualTypeArguments()[0], node, path, problems);
        }
        Class<?> raw = MethodType.methodType((Class<?>) type).unwrap().returnType();
        if (raw == int.class || raw == long.class) {
            if (!node.isIntegralNumber() || (raw == int.class ? !node.canConvertToInt() : !node.canConvertToLong())) {
                return problem(problems, path, node, "a whole number");
            }
            return raw == int.class ? (Object) node.intValue() : (Object) node.longValue();
        }
        if (raw == double.class) {
            return node.isNumber() && Double.isFinite(node.doubleValue())
                    ? (Object) node.doubleValue()
                    : problem(problems, path, node, "a finite number");
        }
        if (raw == boolean.class) {
            return node.isBoolean() ? (Object) node.booleanValue() : problem(problems, path, node, "true or false");
        }
        if (raw == String.class) {
            return node.isTextual() ? node.textValue() : problem(problems, path, node, "a text");
        }
        if (raw.isEnum()) {
            return constant(raw, node, path, problems);
        }
        return raw.isSealed() ? choice(raw, node, path, problems) : record(raw, node, path, problems);
    }

    private static @Nullable Object constant(Class<?> type, JsonNode node, String path, List<Problem> problems) {
        List<String> names = RecordForm.constants(type);
        int at = node.isTextual() ? names.indexOf(node.textValue()) : -1;
        return at >= 0
                ? type.getEnumConstants()[at]
                : problem(problems, path, node, "one of " + String.join(", ", names));
    }

    private static @Nullable Object list(Type element, JsonNode node, String path, List<Problem> problems) {
        if (!node.isArray()) {
            return problem(problems, path, node, "a list");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Object v = value(element, node.get(i), path + "[" + i + "]", problems);
            if (v != null) {
                values.add(v);
            }
        }
        return List.copyOf(values);
    }

    private static @Nullable Object choice(Class<?> sealed, JsonNode node, String path, List<Problem> problems) {
        List<Class<?>> kinds = kinds(sealed);
        String name = node.path("type").asText("");
        for (Class<?> kind : kinds) {
            if (RecordForm.of(kind).tag().equals(name)) {
                return record(kind, node, path, problems);
            }
        }
        return problem(
                problems,
                join(path, "type"),
                node.path("type"),
                "one of " + kinds.stream().map(k -> RecordForm.of(k).tag()).collect(Collectors.joining(", ")));
    }

    /** The records that a sealed interface permits, through nested sealed interfaces. */
    public static List<Class<?>> kinds(Class<?> sealed) {
        List<Class<?>> kinds = new ArrayList<>();
        for (Class<?> k : sealed.getPermittedSubclasses()) {
            if (k.isRecord()) {
                kinds.add(k);
            } else {
                kinds.addAll(kinds(k));
            }
        }
        return kinds;
    }

    private static @Nullable Object record(Class<?> type, JsonNode node, String path, List<Problem> problems) {
        if (!node.isObject()) {
            return problem(problems, path, node, "a group of fields { ... }");
        }
        int before = problems.size();
        RecordForm form = RecordForm.of(type);
        Object[] values = form.fields().stream()
                .map(c -> component(c, node, path, problems))
                .toArray();
        List<String> known = form.names();
        node.fieldNames().forEachRemaining(name -> {
            boolean tag = name.equals("type") && form.tagged();
            if (!known.contains(name) && !tag) {
                problems.add(new Problem(
                        join(path, name),
                        shorten(node.get(name).toString()),
                        "one of " + String.join(", ", known),
                        "This version knows no such field; remove it, or update Hammingway"));
            }
        });
        if (problems.size() > before) {
            return null;
        }
        Object built = form.construct(values);
        if (built instanceof Checked checked) {
            checked.problems()
                    .forEach(p -> problems.add(new Problem(join(path, p.path()), p.value(), p.allowed(), p.fix())));
        }
        return built;
    }

    private static @Nullable Object component(RecordForm.Field c, JsonNode node, String path, List<Problem> problems) {
        String at = join(path, c.name());
        Doc doc = c.doc();
        Type type = c.type();
        boolean optional = c.optional();
        JsonNode found = node.get(c.name());
        if (!optional
                && type == double.class
                && found != null
                && unbounded(doc)
                && NOT_FINITE.contains(found.asText())) {
            return Double.valueOf(found.asText());
        }
        if (found == null || found.isNull()) {
            if (optional) {
                return Optional.empty();
            }
            if (doc == null || doc.byDefault().isEmpty()) {
                problems.add(new Problem(at, "(missing)", doc == null ? "a value" : doc.value(), "Add the field"));
                return null;
            }
            found = parseDefault(doc.byDefault());
        }
        int before = problems.size();
        Object value = value(type, found, at, problems);
        if (doc != null) {
            problems.subList(before, problems.size())
                    .replaceAll(p -> p.path().equals(at) && p.fix().isEmpty()
                            ? new Problem(at, p.value(), p.allowed(), doc.value())
                            : p);
        }
        if (value instanceof Number n && doc != null && (n.doubleValue() < doc.min() || n.doubleValue() > doc.max())) {
            problems.add(new Problem(at, number(n.doubleValue()), range(doc), doc.value()));
        }
        return optional ? Optional.ofNullable(value) : value;
    }

    /** Measured figures, which a run that diverged may drive beyond all bounds; settings have bounds. */
    private static boolean unbounded(@Nullable Doc doc) {
        return doc == null || (Double.isInfinite(doc.min()) && Double.isInfinite(doc.max()));
    }

    /** Such as {@code 1 to 1024 bits}. */
    public static String range(Doc doc) {
        String unit = doc.unit().isEmpty() ? "" : " " + doc.unit();
        if (doc.max() == Double.POSITIVE_INFINITY) {
            return doc.min() == Double.NEGATIVE_INFINITY ? "any number" + unit : number(doc.min()) + unit + " or more";
        }
        return number(doc.min()) + " to " + number(doc.max()) + unit;
    }

    private static String number(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
    }

    private static JsonNode parseDefault(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException unused) {
            return TextNode.valueOf(json);
        }
    }

    private static @Nullable Object problem(List<Problem> problems, String path, JsonNode node, String allowed) {
        problems.add(new Problem(path, node.isMissingNode() ? "(missing)" : shorten(node.toString()), allowed, ""));
        return null;
    }

    private static String shorten(String s) {
        return s.length() <= 60 ? s : s.substring(0, 57) + "...";
    }

    private static String join(String path, String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }
}
