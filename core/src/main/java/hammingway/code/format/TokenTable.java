package hammingway.code.format;

import hammingway.base.AtomicFiles;
import hammingway.base.FileFormatException;
import hammingway.math.BitMatrix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * CSV (RFC 4180) with the header {@code token_id,token,code}: the token's text is for people and optional, rows may come in any
 * order, ids are 0 to V - 1. Without the header each line is a codeword, see {@link TextFile}.
 */
public final class TokenTable {
    private static final String HEADER = "token_id,token,code";
    private static final List<String> COLUMNS = List.of("token_id", "token", "code");

    private TokenTable() {}

    public static BitMatrix read(Path file) {
        String text = FileContent.text(file);
        String first = text.lines().findFirst().orElse("");
        if (!first.replace("\"", "").toLowerCase(java.util.Locale.ROOT).contains("code")) {
            return TextFile.read(file, text);
        }
        Csv csv = new Csv(file, text);
        List<String> header = csv.record().orElseThrow();
        int id = header.indexOf("token_id");
        int code = header.indexOf("code");
        if (code < 0
                || !COLUMNS.containsAll(header)
                || header.stream().distinct().count() != header.size()) {
            throw new FileFormatException(
                    file, "line 1", FileContent.excerpt(first), "The header is " + HEADER + "; only code is required.");
        }
        RowCollector rows = new RowCollector(file);
        List<Integer> ids = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (Optional<List<String>> r = csv.record(); r.isPresent(); r = csv.record()) {
            List<String> fields = r.get();
            if (fields.size() != header.size()) {
                throw new FileFormatException(
                        file,
                        "line " + csv.line(),
                        fields.size() + " fields",
                        "The header has " + header.size()
                                + "; a token with a comma, a quote or a line end is put in quotes, quotes doubled.");
            }
            String bits = fields.get(code);
            if (bits.isEmpty() || !bits.chars().allMatch(c -> c == '0' || c == '1')) {
                throw new FileFormatException(
                        file, "line " + csv.line(), "code " + FileContent.excerpt(bits), "A code is zeros and ones.");
            }
            rows.add(csv.line(), bits);
            ids.add(id < 0 ? ids.size() : number(file, csv.line(), fields.get(id)));
            lines.add(csv.line());
        }
        return rows.rows() == 0 ? rows.matrix() : rows.inOrder(order(file, ids, lines));
    }

    private static int number(Path file, int line, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new FileFormatException(
                    file, "line " + line, "token_id " + FileContent.excerpt(text), "Ids are whole numbers from 0.");
        }
        return Integer.parseInt(text);
    }

    /** The row of each id. */
    private static int[] order(Path file, List<Integer> ids, List<Integer> lines) {
        int[] order = new int[ids.size()];
        Arrays.fill(order, -1);
        for (int r = 0; r < order.length; r++) {
            int id = ids.get(r);
            if (id >= order.length || order[id] >= 0) {
                throw new FileFormatException(
                        file,
                        "line " + lines.get(r),
                        id >= order.length
                                ? "token_id " + id + " in a table of " + order.length + " tokens"
                                : "token_id " + id + " again, first in line " + lines.get(order[id]),
                        "Each id from 0 to " + (order.length - 1) + " comes once.");
            }
            order[id] = r;
        }
        return order;
    }

    /** @param token the text of a token; empty where none is known */
    public static void write(Path file, BitMatrix bits, IntFunction<String> token) {
        AtomicFiles.write(file, out -> {
            out.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
            for (int r = 0; r < bits.rows(); r++) {
                String line = r + "," + quoted(token.apply(r)) + "," + bits.text(r) + "\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static String quoted(String text) {
        return text.isEmpty() || text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? text
                : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** Records of a CSV text, one after the other. */
    private static final class Csv {
        private final Path file;
        private final String text;
        private int at;
        private int line = 1;
        private int recordLine = 1;

        Csv(Path file, String text) {
            this.file = file;
            this.text = text;
        }

        /** The line where the last record began. */
        int line() {
            return recordLine;
        }

        Optional<List<String>> record() {
            while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
                line += text.charAt(at++) == '\n' ? 1 : 0;
            }
            recordLine = line;
            if (at >= text.length()) {
                return Optional.empty();
            }
            List<String> fields = new ArrayList<>();
            fields.add(field());
            while (at < text.length() && text.charAt(at) == ',') {
                at++;
                fields.add(field());
            }
            return Optional.of(fields);
        }

        private String field() {
            return at < text.length() && text.charAt(at) == '"' ? quotedField() : plainField();
        }

        private String plainField() {
            int from = at;
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String field = text.substring(from, at);
            skipCarriageReturn();
            return field;
        }

        private String quotedField() {
            StringBuilder field = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                line += c == '\n' ? 1 : 0;
                if (c != '"') {
                    field.append(c);
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    field.append('"');
                    at++;
                } else {
                    at++;
                    skipCarriageReturn();
                    if (at < text.length() && ",\n".indexOf(text.charAt(at)) < 0) {
                        break;
                    }
                    return field.toString();
                }
            }
            throw new FileFormatException(
                    file, "line " + recordLine, "a quote that is not closed", "Close it; quotes within are doubled.");
        }

        private void skipCarriageReturn() {
            if (at < text.length()
                    && text.charAt(at) == '\r'
                    && (at + 1 == text.length() || text.charAt(at + 1) == '\n')) {
                at++;
            }
        }
    }
}
