package hammingway.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads a filter by recursive descent: or of ands of what may be negated. */
final class FilterParser {
    /** Deeper nesting is no filter of a person, and would exhaust the stack. */
    private static final int DEEPEST = 200;

    private static final String NUMBERS = "a number such as 60, 1e5, 1.5k or 2M";

    private final String text;
    private final Columns columns;
    private final List<FilterWord> words;
    private int next;
    private int depth;

    FilterParser(String text, Columns columns) {
        this.text = text;
        this.columns = columns;
        words = FilterWord.split(text);
    }

    RunFilter parse() {
        if (words.size() == 1) {
            return RunFilter.ALL;
        }
        RunFilter filter = or();
        if (!atEnd()) {
            throw wrong(
                    peek(),
                    "\"" + peek().text() + "\" does not belong here. "
                            + (peek().isSign(")")
                                    ? "No parenthesis is open: remove it."
                                    : "Put text with signs into quotes."));
        }
        return filter;
    }

    private FilterWord peek() {
        return words.get(next);
    }

    private boolean atEnd() {
        return next == words.size() - 1;
    }

    private boolean take(String... signs) {
        if (!atEnd() && Stream.of(signs).anyMatch(peek()::isSign)) {
            next++;
            return true;
        }
        return false;
    }

    private FilterException wrong(FilterWord word, String problem) {
        return new FilterException(text, word.at(), problem);
    }

    private RunFilter or() {
        List<RunFilter> parts = new ArrayList<>(List.of(and()));
        while (take("|", "||")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new RunFilter.Or(parts);
    }

    private RunFilter and() {
        List<RunFilter> parts = new ArrayList<>(List.of(not()));
        while (take("&", "&&") || begins()) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new RunFilter.And(parts);
    }

    private boolean begins() {
        return !atEnd() && (peek().kind() != FilterWord.Kind.SIGN || peek().isSign("!") || peek().isSign("("));
    }

    private RunFilter not() {
        if (++depth > DEEPEST) {
            throw wrong(peek(), "More than " + DEEPEST + " signs ! and ( within one another. Simplify the filter.");
        }
        try {
            return take("!") ? new RunFilter.Not(not()) : primary();
        } finally {
            depth--;
        }
    }

    private RunFilter primary() {
        FilterWord first = peek();
        if (take("(")) {
            RunFilter inner = or();
            if (!take(")")) {
                throw wrong(first, "This parenthesis is never closed. Add ) at its end.");
            }
            return inner;
        }
        if (first.kind() == FilterWord.Kind.SIGN) {
            throw wrong(
                    first,
                    (atEnd() ? "Something is missing at the end" : "\"" + first.text() + "\" needs something before it")
                            + ": a word, or a comparison such as top5>60.");
        }
        next++;
        Optional<RunFilter.Relation> relation = Stream.of(RunFilter.Relation.values())
                .filter(r -> !atEnd() && peek().isSign(r.sign()))
                .findFirst();
        return relation.isEmpty() ? new RunFilter.Word(first.text()) : comparison(first, relation.get());
    }

    private RunFilter comparison(FilterWord name, RunFilter.Relation relation) {
        FilterWord sign = peek();
        next++;
        Column column = columns.find(name.text())
                .orElseThrow(() -> wrong(
                        name,
                        "No figure or field is called \"" + name.text() + "\". Near to it: "
                                + String.join(", ", columns.near(name.text()))
                                + ". To look for text with signs, put it into quotes."));
        if (atEnd() || peek().kind() == FilterWord.Kind.SIGN) {
            throw wrong(
                    peek(),
                    "A value is missing after \"" + name.text() + sign.text() + "\": "
                            + (column.numeric() ? NUMBERS : "a word, or a text in quotes") + ".");
        }
        FilterWord value = peek();
        next++;
        if (!column.numeric()) {
            if (relation.isOrder()) {
                throw wrong(sign, "\"" + column.key() + "\" holds words. Use =, != or : (contains).");
            }
            return new RunFilter.Words(column, relation, value.text());
        }
        if (value.text().equalsIgnoreCase("none") && !relation.isOrder()) {
            return new RunFilter.Words(column, relation, "none");
        }
        OptionalDouble number = number(value.text());
        if (number.isEmpty()) {
            throw wrong(
                    value,
                    "\"" + value.text() + "\" is no number, and \"" + column.key() + "\" holds numbers. Write "
                            + NUMBERS + ".");
        }
        return new RunFilter.Numeric(column, relation, number.getAsDouble());
    }

    /** A number as people write it: with k, M or G for thousands, and % where they like. */
    static OptionalDouble number(String text) {
        String digits = text.replaceFirst("%$", "");
        double factor = 1;
        if (digits.matches(".*[0-9.][kKMG]")) {
            factor = switch (digits.charAt(digits.length() - 1)) {
                case 'M' -> 1e6;
                case 'G' -> 1e9;
                default -> 1e3;
            };
            digits = digits.substring(0, digits.length() - 1);
        }
        return digits.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?")
                ? OptionalDouble.of(factor * Double.parseDouble(digits))
                : OptionalDouble.empty();
    }
}
