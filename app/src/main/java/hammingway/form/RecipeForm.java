package hammingway.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Doc;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.SpecDefaults;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of any specification, out of its records and their {@link Doc}: a new kind of code needs no line here. */
public final class RecipeForm {
    private static final Pattern INITIALS = Pattern.compile("(?i)\\b(bch|itq|pca|bce|nll|mtl|bpe|gpt2|opt|qkv)\\b");

    private final List<FormField> fields = new ArrayList<>();

    private RecipeForm() {}

    /** The lines of a record's form. */
    public static List<FormField> fields(Class<?> record, ObjectNode values) {
        RecipeForm form = new RecipeForm();
        form.record(record, values, "", 0);
        return form.fields;
    }

    private void record(Class<?> type, JsonNode values, String path, int depth) {
        for (RecordComponent c : type.getRecordComponents()) {
            String at = path.isEmpty() ? c.getName() : path + "." + c.getName();
            boolean optional = raw(c.getGenericType()) == Optional.class;
            Type inner = optional ? argument(c.getGenericType()) : c.getGenericType();
            JsonNode value = values.path(c.getName());
            if (inner instanceof ParameterizedType list && raw(argument(list)).isSealed()) {
                parts(c, raw(argument(list)), at, value, depth);
            } else {
                component(c, raw(inner), at, value, depth, optional);
            }
        }
    }

    private void parts(RecordComponent c, Class<?> type, String at, JsonNode values, int depth) {
        Doc doc = c.getAnnotation(Doc.class);
        List<FormField.Option> options = kinds(type);
        fields.add(new FormField(
                at,
                words(c.getName()),
                help(doc, type),
                "",
                FormField.Input.PARTS,
                options,
                "",
                depth,
                Optional.empty()));
        for (int i = 0; i < values.size(); i++) {
            String part = at + "[" + i + "]";
            String kind = values.path(i).path("type").asText("");
            String help = options.stream()
                    .filter(o -> o.value().equals(kind))
                    .map(FormField.Option::help)
                    .findFirst()
                    .orElse("");
            String on = RecipeList.isOff(values.path(i)) ? "off" : "on";
            fields.add(new FormField(
                    part, sentence(kind), help, "", FormField.Input.PART, List.of(), on, depth + 1, Optional.empty()));
            JsonNode value = values.path(i);
            SpecDefaults.kind(type, kind).ifPresent(k -> record(k, value, part, depth + 2));
        }
    }

    /** The recipe with a part more in a list. */
    public static ObjectNode withPart(Class<?> root, ObjectNode recipe, FormField list, String kind) {
        return SpecDefaults.typeAt(root, recipe, list.path() + "[0]")
                .flatMap(t -> SpecDefaults.kind(t, kind))
                .map(k -> RecipeList.add(recipe, list.path(), SpecDefaults.of(k, Json.object())))
                .orElse(recipe);
    }

    private void component(RecordComponent c, Class<?> type, String at, JsonNode value, int depth, boolean optional) {
        Doc doc = c.getAnnotation(Doc.class);
        String label = words(c.getName());
        String unit = doc == null ? "" : doc.unit();
        String help = help(doc, type);
        if (type.isSealed()) {
            List<FormField.Option> options = kinds(type);
            if (optional) {
                options.addFirst(new FormField.Option("", "None", ""));
            }
            String kind = value.path("type").asText("");
            fields.add(
                    new FormField(at, label, help, unit, FormField.Input.KIND, options, kind, depth, Optional.empty()));
            SpecDefaults.kind(type, kind).ifPresent(k -> record(k, value, at, depth + 1));
        } else if (type.isRecord()) {
            record(type, value, at, depth);
        } else if (type.isEnum() || type == boolean.class) {
            List<FormField.Option> options = new ArrayList<>();
            if (optional) {
                options.add(new FormField.Option("", "Default", ""));
            }
            if (type == boolean.class) {
                options.add(new FormField.Option("true", "Yes", ""));
                options.add(new FormField.Option("false", "No", ""));
            } else {
                for (Object constant : type.getEnumConstants()) {
                    String name = SpecCodec.kebab(((Enum<?>) constant).name());
                    options.add(new FormField.Option(name, sentence(name), ""));
                }
            }
            fields.add(new FormField(
                    at, label, help, unit, FormField.Input.CHOICE, options, value.asText(""), depth, Optional.empty()));
        } else {
            FormField.Input input = type == String.class
                    ? optional ? FormField.Input.OPTIONAL_TEXT : FormField.Input.TEXT
                    : type == List.class ? FormField.Input.LIST : FormField.Input.NUMBER;
            fields.add(new FormField(
                    at, label, help, unit, input, List.of(), TypedValue.text(value), depth, SliderScale.of(doc, type)));
        }
    }

    /** The recipe with one field set as it was typed; a kind replaces its whole group by that kind's defaults. */
    public static ObjectNode with(ObjectNode recipe, FormField field, String value) {
        ObjectNode next = recipe.deepCopy();
        int dot = field.path().lastIndexOf('.');
        ObjectNode group =
                dot < 0 ? next : (ObjectNode) RecipeList.at(next, field.path().substring(0, dot));
        String name = field.path().substring(dot + 1);
        if (value.isBlank() && field.input() != FormField.Input.TEXT) {
            group.remove(name);
            return next;
        }
        group.set(name, TypedValue.node(field, value.strip()));
        return next;
    }

    /** The recipe with a group of another kind. Fields that the old kind had as well keep their values. */
    public static ObjectNode withKind(Class<?> root, ObjectNode recipe, FormField field, String kind) {
        ObjectNode next = recipe.deepCopy();
        int dot = field.path().lastIndexOf('.');
        ObjectNode group =
                dot < 0 ? next : (ObjectNode) RecipeList.at(next, field.path().substring(0, dot));
        String name = field.path().substring(dot + 1);
        JsonNode old = group.path(name);
        Optional<Class<?>> type =
                SpecDefaults.typeAt(root, recipe, field.path()).flatMap(t -> SpecDefaults.kind(t, kind));
        if (type.isEmpty()) {
            group.remove(name);
        } else {
            group.set(name, SpecDefaults.of(type.get(), old));
        }
        return next;
    }

    /** A specification of a kind to begin with. */
    public static ObjectNode defaults(Class<?> record, JsonNode old) {
        return SpecDefaults.of(record, old);
    }

    private static List<FormField.Option> kinds(Class<?> sealed) {
        List<FormField.Option> options = new ArrayList<>();
        for (Class<?> kind : SpecCodec.kinds(sealed)) {
            Doc doc = kind.getAnnotation(Doc.class);
            String name = SpecCodec.kebab(kind.getSimpleName());
            options.add(new FormField.Option(name, sentence(name), doc == null ? "" : doc.value()));
        }
        return options;
    }

    private static String help(@Nullable Doc doc, Class<?> type) {
        if (doc == null) {
            return "";
        }
        boolean number = type == int.class || type == long.class || type == double.class;
        boolean plain = number || type.isEnum() || type == boolean.class;
        return doc.value()
                + (number ? ". Allowed: " + SpecCodec.range(doc) : "")
                + (plain && !doc.byDefault().isEmpty() ? ". Default: " + doc.byDefault() : "")
                + ".";
    }

    /** {@code randomBits} gives {@code Random bits}. */
    private static String words(String camel) {
        return sentence(SpecCodec.kebab(camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1)));
    }

    /** Names and initials keep their capitals. */
    public static String sentence(String kebab) {
        if (kebab.isEmpty()) {
            return kebab; // of a draft whose part has no kind
        }
        String plain = kebab.substring(0, 1).toUpperCase(Locale.ROOT)
                + kebab.substring(1).replace('-', ' ');
        return INITIALS.matcher(plain)
                .replaceAll(m -> m.group().toUpperCase(Locale.ROOT))
                .replace("Reed muller", "Reed-Muller")
                .replace("Lora", "LoRA")
                .replace("Spectral gray", "Spectral Gray");
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }
}
