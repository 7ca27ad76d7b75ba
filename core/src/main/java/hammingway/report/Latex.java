package hammingway.report;

import java.util.List;
import java.util.stream.Collectors;

/** A table for LaTeX in the rules of booktabs, and a page that shows it. Every text is escaped: it compiles whatever runs are called. */
final class Latex {
    /** Columns of words, at the left; the others are numbers. */
    private static final int WORDS = 3;

    /** The last letter that pdfLaTeX sets without further packages. */
    private static final int LAST_LATIN = 0x17f;

    /** Sets a letter, or its code where the program is pdfLaTeX. */
    private static final String LETTER_OR_CODE =
            "\\providecommand{\\letterorcode}[2]{\\ifdefined\\Umathcode#1\\else#2\\fi}";

    private Latex() {}

    /** A {@code tabular}, to be read in by {@code \input}. */
    static String table(Comparison comparison, List<String> headers, List<List<String>> lines) {
        String columns = "l".repeat(WORDS) + "r".repeat(headers.size() - WORDS);
        String rows = lines.stream().map(Latex::row).collect(Collectors.joining());
        return """
                %% Needs \\usepackage{booktabs}; comparison-page.tex shows it.
                %% Plus and minus: %s.
                %% A letter that pdfLaTeX does not know is set as its code; LuaLaTeX and XeLaTeX set it as it is.
                %s
                \\begin{tabular}{%s}
                \\toprule
                %s\\midrule
                %s\\bottomrule
                \\end{tabular}
                """.formatted(comparison.intervalMeaning(), LETTER_OR_CODE, columns, row(headers), rows);
    }

    /** A document with the table beside it. */
    static String page(String title) {
        return """
                \\documentclass{article}
                \\usepackage[T1]{fontenc}
                \\usepackage{lmodern}
                \\usepackage[a4paper,landscape,margin=15mm]{geometry}
                \\usepackage{booktabs}
                %s
                \\begin{document}
                \\section*{%s}
                \\noindent\\footnotesize\\setlength{\\tabcolsep}{4pt}%%
                \\input{comparison.tex}
                \\end{document}
                """.formatted(LETTER_OR_CODE, escaped(title));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Latex::escaped).collect(Collectors.joining(" & ")) + " \\\\\n";
    }

    static String escaped(String s) {
        StringBuilder text = new StringBuilder();
        s.codePoints().forEach(c -> text.append(escaped(c)));
        return text.toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '<' -> "\\textless{}";
            case '>' -> "\\textgreater{}";
            case '|' -> "\\textbar{}";
            case '"' -> "\\textquotedbl{}";
            case '%', '&', '#', '_', '$', '{', '}' -> "\\" + (char) c;
            // a row's end takes a star or a bracket after it for its own
            case '[', ']', '*' -> "{" + (char) c + "}";
            case '\u00b1' -> "$\\pm$";
            case '\u00b5' -> "$\\mu$";
            case '\u2013' -> "--";
            case '\u00a0' -> "~";
            default -> Character.isISOControl(c) ? " " : letter(c);
        };
    }

    private static String letter(int c) {
        String letter = Character.toString(c);
        boolean plain = c < 0x7f || (c <= LAST_LATIN && Character.isLetter(c));
        return plain ? letter : String.format("\\letterorcode{%s}{U+%04X}", letter, c);
    }
}
