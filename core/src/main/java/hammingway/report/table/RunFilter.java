package hammingway.report.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which runs are shown, in a small language: {@code top5>60 & params<1e5 & head=linear-code & tag:paper & !failed}. Words alone are
 * looked for in name, tags, note, head, code and state; a space is {@code &}; {@code |} is or; there are parentheses.
 */
public sealed interface RunFilter {
    /** Everything. */
    RunFilter ALL = new And(List.of());

    boolean accepts(RunLine run);

    /**
     * Reads a filter; an empty one accepts all.
     *
     * @throws FilterException with the place and what is allowed there
     */
    static RunFilter parse(String text, Columns columns) {
        return new FilterParser(text, columns).parse();
    }

    /** How a value is compared. */
    enum Relation {
        EQUAL("="),
        UNEQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        CONTAINS(":");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        boolean isOrder() {
            return this == LESS || this == AT_MOST || this == GREATER || this == AT_LEAST;
        }
    }

    /** A word that is looked for. */
    record Word(String text) implements RunFilter {
        private static final List<String> PLACES = List.of("name", "tags", "note", "head", "code");

        @Override
        public boolean accepts(RunLine run) {
            String wanted = text.toLowerCase(Locale.ROOT);
            return run.cell("state").text().equalsIgnoreCase(text)
                    || PLACES.stream()
                            .anyMatch(p ->
                                    run.cell(p).text().toLowerCase(Locale.ROOT).contains(wanted));
        }
    }

    /** A number compared; where there is none, only {@code !=} holds. */
    record Numeric(Column column, Relation relation, double value) implements RunFilter {
        @Override
        public boolean accepts(RunLine run) {
            double found = run.cell(column.key()).number();
            return switch (relation) {
                case EQUAL, CONTAINS -> found == value;
                case UNEQUAL -> found != value;
                case LESS -> found < value;
                case AT_MOST -> found <= value;
                case GREATER -> found > value;
                case AT_LEAST -> found >= value;
            };
        }
    }

    /** Words compared: equal, or held. Case, spaces and commas do not count; {@code none} equals nothing. */
    record Words(Column column, Relation relation, String value) implements RunFilter {
        @Override
        public boolean accepts(RunLine run) {
            return switch (relation) {
                case CONTAINS -> plain(run.cell(column.key()).text()).contains(plain(value));
                case UNEQUAL -> !equal(run);
                case EQUAL, LESS, AT_MOST, GREATER, AT_LEAST -> equal(run);
            };
        }

        private boolean equal(RunLine run) {
            String found = run.cell(column.key()).text();
            if (found.isEmpty()) {
                return value.equalsIgnoreCase("none");
            }
            Stream<String> each = column.key().equals("tags") ? run.tags().stream() : Stream.of(found);
            return each.anyMatch(f -> plain(f).equals(plain(value)));
        }

        private static String plain(String text) {
            return text.toLowerCase(Locale.ROOT).replaceAll("[\\s,]+", "-");
        }
    }

    /** The opposite. */
    record Not(RunFilter filter) implements RunFilter {
        @Override
        public boolean accepts(RunLine run) {
            return !filter.accepts(run);
        }
    }

    /** All of them. */
    record And(List<RunFilter> filters) implements RunFilter {
        public And {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean accepts(RunLine run) {
            return filters.stream().allMatch(f -> f.accepts(run));
        }
    }

    /** Any of them. */
    record Or(List<RunFilter> filters) implements RunFilter {
        public Or {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean accepts(RunLine run) {
            return filters.stream().anyMatch(f -> f.accepts(run));
        }
    }
}
