package hammingway.eval.text;

import java.util.ArrayList;
import java.util.List;

/** White space as Python's texts have it, which the published scores rest on; Java's leaves out blanks that no line breaks at. */
final class WhiteSpace {
    private static final char NEXT_LINE = '\u0085';

    private WhiteSpace() {}

    private static boolean is(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }

    /** Without white space at both ends. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && is(text.charAt(from))) {
            from++;
        }
        while (to > from && is(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** The words between white space. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || is(text.charAt(i))) {
                if (i > begin) {
                    words.add(text.substring(begin, i));
                }
                begin = i + 1;
            }
        }
        return words;
    }
}
