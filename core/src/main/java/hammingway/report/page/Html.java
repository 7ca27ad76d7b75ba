package hammingway.report.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of HTML that are XML as well. Texts come from users' files and are escaped here. */
final class Html {
    private Html() {}

    /** A text, safe in content and in attributes in double quotes. */
    static String text(String s) {
        StringBuilder text = new StringBuilder();
        s.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.appendCodePoint(allowed(c) ? c : 0xfffd);
            }
        });
        return text.toString();
    }

    /** XML has no other control characters, and marks of direction could make a name read as another. */
    private static boolean allowed(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        return !control && !surrogate && !direction && c != 0xfffe && c != 0xffff;
    }

    /** An element around HTML; {@code opening} is its name, with attributes after it. */
    static String element(String opening, String content) {
        return "<" + opening + ">" + content + "</" + opening.split(" ", 2)[0] + ">";
    }

    static String section(String id, String title, String content) {
        return content.isEmpty()
                ? ""
                : element("section id=\"" + id + "\"", "\n" + element("h2", text(title)) + "\n" + content + "\n")
                        + "\n";
    }

    static String list(List<String> items) {
        return element("ul", items.stream().map(i -> element("li", text(i))).collect(Collectors.joining("\n")));
    }

    /** A figure of a table or an axis; a dash where there is none. */
    static String number(String format, double v) {
        return Double.isFinite(v) ? String.format(Locale.ROOT, format, v) : "\u2013";
    }
}
