package hammingway.run.sweep;

import hammingway.base.Problem;
import hammingway.base.SpecException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as one types them: {@code 1e-3, 3e-3}; {@code 1..5}; {@code 10..100 step 10}; {@code 1e-4..1e-1 log 4}, so many values evenly
 * spaced by their logarithms, both ends included. Anything else between commas is a value as it stands; commas in brackets or quotes
 * part nothing.
 */
final class Values {
    /** More than anybody waits for, of one field: a slip. */
    static final int MOST = 10_000;

    private static final String NUMBER = "[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?";
    private static final Pattern RANGE =
            Pattern.compile("(" + NUMBER + ")\\s*\\.\\.\\s*(" + NUMBER + ")(?:\\s+(step|log)\\s+(" + NUMBER + "))?");

    private static final MathContext LOG_DIGITS = new MathContext(3);

    private final String path;
    private final String text;

    private Values(String path, String text) {
        this.path = path;
        this.text = text;
    }

    /** @throws SpecException telling what is wrong with the text */
    static List<String> parse(String path, String text) {
        return new Values(path, text).all();
    }

    private List<String> all() {
        List<String> values = new ArrayList<>();
        for (String item : items()) {
            if (item.isBlank()) {
                throw wrong("a value between all commas", "Remove a comma, or add a value");
            }
            Matcher range = RANGE.matcher(item.strip());
            if (range.matches()) {
                values.addAll(range(range));
            } else {
                values.add(item.strip());
            }
            if (values.size() > MOST) {
                throw wrong("at most " + MOST + " values", "Take a larger step, or a shorter range");
            }
        }
        return List.copyOf(values);
    }

    private List<String> items() {
        List<String> items = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
            if (c == ',' && depth <= 0 && !quoted) {
                items.add(text.substring(from, i));
                from = i + 1;
            }
        }
        items.add(text.substring(from));
        return items;
    }

    private List<String> range(Matcher m) {
        BigDecimal first = new BigDecimal(m.group(1));
        BigDecimal last = new BigDecimal(m.group(2));
        if (last.compareTo(first) < 0) {
            throw wrong("ranges that go upwards", "Write the smaller number first");
        }
        if ("log".equals(m.group(3))) {
            return logarithmic(first, last, new BigDecimal(m.group(4)));
        }
        boolean whole = first.stripTrailingZeros().scale() <= 0
                && last.stripTrailingZeros().scale() <= 0;
        if (m.group(4) == null && !whole) {
            throw wrong(
                    "a step, or a number of values, for ranges of fractions",
                    "Write 0..1 step 0.1, or 1e-4..1e-1 log 4");
        }
        BigDecimal step = m.group(4) == null ? BigDecimal.ONE : new BigDecimal(m.group(4));
        if (step.signum() <= 0) {
            throw wrong("steps above 0", "Correct the step");
        }
        if (last.subtract(first).divide(step, MathContext.DECIMAL64).compareTo(BigDecimal.valueOf(MOST)) >= 0) {
            throw wrong("at most " + MOST + " values", "Take a larger step, or a shorter range");
        }
        List<String> values = new ArrayList<>();
        for (BigDecimal v = first; v.compareTo(last) <= 0; v = v.add(step)) {
            values.add(plain(v));
        }
        return values;
    }

    private List<String> logarithmic(BigDecimal first, BigDecimal last, BigDecimal count) {
        boolean countable = count.stripTrailingZeros().scale() <= 0
                && count.compareTo(BigDecimal.TWO) >= 0
                && count.compareTo(BigDecimal.valueOf(MOST)) <= 0;
        if (first.signum() <= 0 || !countable) {
            throw wrong("log ranges above 0 with 2 to " + MOST + " values", "Write 1e-4..1e-1 log 4");
        }
        int n = count.intValue();
        boolean whole = first.stripTrailingZeros().scale() <= 0;
        double a = Math.log(first.doubleValue());
        double b = Math.log(last.doubleValue());
        Set<String> values = new LinkedHashSet<>();
        for (int i = 0; i < n; i++) {
            double v = Math.exp(a + (b - a) * i / (n - 1));
            values.add(
                    i == 0
                            ? plain(first)
                            : i == n - 1
                                    ? plain(last)
                                    : whole
                                            ? Long.toString(Math.round(v))
                                            : plain(new BigDecimal(v).round(LOG_DIGITS)));
        }
        return List.copyOf(values);
    }

    /** As one would type it: {@code 0.003}, {@code 1E-7}. */
    private static String plain(BigDecimal v) {
        BigDecimal s = v.stripTrailingZeros();
        return s.precision() - s.scale() > 15 || s.scale() > 6 ? s.toString() : s.toPlainString();
    }

    private SpecException wrong(String allowed, String fix) {
        return new SpecException(
                "The values of " + path + " cannot be read:", List.of(new Problem(path, text, allowed, fix)));
    }
}
