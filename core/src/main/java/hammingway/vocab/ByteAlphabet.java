package hammingway.vocab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * GPT-2's way to write bytes as visible characters: printable Latin-1 bytes stand for themselves, the other 68 become the
 * characters from U+0100 on, in order (Radford et al. 2019, {@code bytes_to_unicode}).
 */
final class ByteAlphabet {
    private static final char[] CHARACTER = new char[256];
    private static final int[] BYTE = new int[512];

    static {
        java.util.Arrays.fill(BYTE, -1);
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean visible = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || (b >= 0xAE);
            CHARACTER[b] = (char) (visible ? b : next++);
            BYTE[CHARACTER[b]] = b;
        }
    }

    private ByteAlphabet() {}

    static char character(int b) {
        return CHARACTER[b];
    }

    static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        char[] out = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = CHARACTER[bytes[i] & 0xFF];
        }
        return new String(out);
    }

    /** The bytes of a token; characters outside the alphabet (of special tokens, say) give their UTF-8. */
    static byte[] decode(String token) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        token.codePoints().forEach(c -> {
            if (c < BYTE.length && BYTE[c] >= 0) {
                out.write(BYTE[c]);
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }
}
