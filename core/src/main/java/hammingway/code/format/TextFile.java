package hammingway.code.format;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.math.BitMatrix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One line a codeword: zeros and ones, or +1 for one and -1 for zero; separated by spaces, commas, semicolons, or (zeros and ones,
 * plus and minus signs) by nothing. Written with spaces, so that {@code numpy.loadtxt} reads it.
 */
public final class TextFile {
    private static final Pattern ZEROS_AND_ONES = Pattern.compile("[01]+");
    private static final Pattern SIGNS = Pattern.compile("[+-]+");
    private static final Pattern NUMBERS = Pattern.compile("([+-]?1)+");

    private TextFile() {}

    public static BitMatrix read(Path file) {
        return read(file, FileContent.text(file));
    }

    static BitMatrix read(Path file, String text) {
        RowCollector rows = new RowCollector(file);
        boolean signs = text.indexOf('-') >= 0;
        int line = 0;
        for (String l : (Iterable<String>) text.lines()::iterator) {
            line++;
            if (!l.isBlank()) {
                rows.add(line, signs ? signs(file, line, l) : zerosAndOnes(file, line, l));
            }
        }
        return rows.matrix();
    }

    private static String zerosAndOnes(Path file, int line, String text) {
        StringBuilder bits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!separator(text.charAt(i))) {
                bits.append(text.charAt(i));
            }
        }
        if (!ZEROS_AND_ONES.matcher(bits).matches()) {
            throw refused(file, line, text);
        }
        return bits.toString();
    }

    private static String signs(Path file, int line, String text) {
        StringBuilder bits = new StringBuilder(text.length() / 2);
        boolean alone = text.indexOf('1') < 0; // signs alone, such as ++-+
        String[] words = text.strip().split("[,;\\s]+");
        for (String word : words) {
            if (!word.isEmpty() && !(alone ? SIGNS : NUMBERS).matcher(word).matches()) {
                throw refused(file, line, text);
            }
            boolean minus = false;
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                if (alone) {
                    bits.append(c == '+' ? '1' : '0');
                } else if (c == '1') {
                    bits.append(minus ? '0' : '1');
                    minus = false;
                } else {
                    minus = c == '-';
                }
            }
        }
        if (bits.isEmpty()) {
            throw refused(file, line, text);
        }
        return bits.toString();
    }

    private static boolean separator(char c) {
        return c == ',' || c == ';' || Character.isWhitespace(c);
    }

    private static FileFormatException refused(Path file, int line, String text) {
        return new FileFormatException(
                file,
                "line " + line,
                FileContent.excerpt(text),
                "Each line is a codeword of 0 and 1, or of +1 and -1, in the whole file alike.");
    }

    /** @param signs +1 and -1 instead of 1 and 0 */
    public static void write(Path file, BitMatrix bits, boolean signs) {
        AtomicFiles.write(file, out -> {
            StringBuilder row = new StringBuilder();
            for (int r = 0; r < bits.rows(); r++) {
                row.setLength(0);
                for (int c = 0; c < bits.columns(); c++) {
                    row.append(c == 0 ? "" : " ").append(bits.get(r, c) ? signs ? "+1" : "1" : signs ? "-1" : "0");
                }
                out.write(row.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
            }
        });
    }
}
