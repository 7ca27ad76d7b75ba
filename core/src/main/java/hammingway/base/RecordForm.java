package hammingway.base;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What reflection tells of a record, asked once a class: a project has thousands of files of the same few records. */
final class RecordForm {
    private static final ClassValue<RecordForm> FORMS = new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
            return new RecordForm(type);
        }
    };

    private static final ClassValue<List<String>> CONSTANTS = new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(c -> SpecCodec.kebab(((Enum<?>) c).name()))
                    .toList();
        }
    };

    private final List<Field> fields;
    private final List<String> names;
    private final Constructor<?> constructor;
    private final boolean tagged;
    private final String tag;

    /**
     * A component.
     *
     * @param type     inside {@code Optional}, if it is one
     */
    record Field(
            String name,
            Type type,
            boolean optional,
            @Nullable Doc doc,
            Method accessor) {
        private static Field of(RecordComponent c) {
            boolean optional = c.getGenericType() instanceof ParameterizedType p && p.getRawType() == Optional.class;
            Type type = optional
                    ? ((ParameterizedType) c.getGenericType()).getActualTypeArguments()[0]
                    : c.getGenericType();
            c.getAccessor().setAccessible(true);
            return new Field(c.getName(), type, optional, c.getAnnotation(Doc.class), c.getAccessor());
        }

        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("record component " + accessor, e);
            }
        }
    }

    private RecordForm(Class<?> type) {
        fields = Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
        names = fields.stream().map(Field::name).toList();
        tagged = Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
        tag = SpecCodec.kebab(type.getSimpleName());
        try {
            constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("record " + type.getName(), e);
        }
    }

    static RecordForm of(Class<?> record) {
        return FORMS.get(record);
    }

    /** The names of an enum's constants as files have them. */
    static List<String> constants(Class<?> enumeration) {
        return CONSTANTS.get(enumeration);
    }

    List<Field> fields() {
        return fields;
    }

    List<String> names() {
        return names;
    }

    /** Whether it is one of several kinds, told apart by their {@link #tag}. */
    boolean tagged() {
        return tagged;
    }

    String tag() {
        return tag;
    }

    Object construct(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + constructor, e);
        }
    }
}
