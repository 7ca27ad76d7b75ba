package hammingway.eval.errors;

import hammingway.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Tokens as the text that they spell together, each character with the token that its first byte is in: a character may be spread over
 * several tokens. Thread-safe.
 */
public final class TokenText {
    private static final int REPLACEMENT = 0xFFFD;

    private final byte[][] bytes;

    public TokenText(Vocabulary vocabulary) {
        bytes = new byte[vocabulary.size()][];
        for (int v = 0; v < bytes.length; v++) {
            bytes[v] = vocabulary.named(v)
                    ? vocabulary.bytes(v)
                    : vocabulary.display(v).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * A stretch of text.
     *
     * @param chars UTF-16; bytes that are no text, and control characters but line feeds and tabs, are U+FFFD
     * @param items of each char, which of the stretch's tokens it begins in
     */
    public record Stretch(char[] chars, int[] items) {
        public String text() {
            return new String(chars);
        }
    }

    /** Whether a token is or ends with a line feed. */
    public boolean endsLine(int token) {
        byte[] own = bytes[token];
        return own.length > 0 && own[own.length - 1] == '\n';
    }

    /** @param token of items 0 to {@code count - 1} */
    public Stretch stretch(int count, IntUnaryOperator token) {
        int length = 0;
        for (int i = 0; i < count; i++) {
            length += bytes[token.applyAsInt(i)].length;
        }
        byte[] all = new byte[length];
        int[] of = new int[length];
        int at = 0;
        for (int i = 0; i < count; i++) {
            byte[] own = bytes[token.applyAsInt(i)];
            System.arraycopy(own, 0, all, at, own.length);
            Arrays.fill(of, at, at + own.length, i);
            at += own.length;
        }
        return decode(all, of);
    }

    private static Stretch decode(byte[] all, int[] of) {
        char[] chars = new char[all.length];
        int[] items = new int[all.length];
        int size = 0;
        for (int at = 0; at < all.length; ) {
            int length = length(all, at);
            int point = length == 0 ? REPLACEMENT : clean(point(all, at, length));
            int added = Character.toChars(point, chars, size);
            for (int c = 0; c < added; c++) {
                items[size++] = of[at];
            }
            at += Math.max(1, length);
        }
        return new Stretch(Arrays.copyOf(chars, size), Arrays.copyOf(items, size));
    }

    private static int clean(int point) {
        boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return control || surrogate || !Character.isValidCodePoint(point) ? REPLACEMENT : point;
    }

    /** Bytes of the character that begins at an index; 0 where none does. */
    private static int length(byte[] all, int at) {
        int lead = all[at] & 255;
        int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (at + length > all.length) {
            return 0;
        }
        for (int b = 1; b < length; b++) {
            if ((all[at + b] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static int point(byte[] all, int at, int length) {
        if (length == 1) {
            return all[at];
        }
        int point = all[at] & (0xFF >> (length + 1));
        for (int b = 1; b < length; b++) {
            point = point << 6 | (all[at + b] & 0x3F);
        }
        return point;
    }
}
