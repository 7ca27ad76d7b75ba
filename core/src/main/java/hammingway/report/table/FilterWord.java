package hammingway.report.table;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a filter's text: a word, a quoted text, or a sign.
 *
 * @param at    its first character
 * @param text  without quotes
 * @param kind  what it is
 */
record FilterWord(int at, String text, Kind kind) {
    enum Kind {
        WORD,
        QUOTED,
        SIGN
    }

    private static final String SIGNS = "&|!()<>=:";

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Splits a filter into its parts; the last is an empty sign at the end. */
    static List<FilterWord> split(String filter) {
        List<FilterWord> words = new ArrayList<>();
        int at = 0;
        while (at < filter.length()) {
            char c = filter.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"') {
                int end = filter.indexOf('"', at + 1);
                if (end < 0) {
                    throw new FilterException(filter, at, "This quote is never closed. Add another \" at its end.");
                }
                words.add(new FilterWord(at, filter.substring(at + 1, end), Kind.QUOTED));
                at = end + 1;
            } else {
                int end = SIGNS.indexOf(c) >= 0 ? endOfSign(filter, at) : endOfWord(filter, at);
                words.add(new FilterWord(at, filter.substring(at, end), SIGNS.indexOf(c) >= 0 ? Kind.SIGN : Kind.WORD));
                at = end;
            }
        }
        words.add(new FilterWord(filter.length(), "", Kind.SIGN));
        return words;
    }

    private static int endOfSign(String filter, int at) {
        String two = filter.substring(at, Math.min(at + 2, filter.length()));
        return at + (List.of("<=", ">=", "!=", "&&", "||").contains(two) ? 2 : 1);
    }

    private static int endOfWord(String filter, int at) {
        int end = at;
        while (end < filter.length()
                && !Character.isWhitespace(filter.charAt(end))
                && SIGNS.indexOf(filter.charAt(end)) < 0
                && filter.charAt(end) != '"') {
            end++;
        }
        return end;
    }
}
