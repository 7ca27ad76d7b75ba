package hammingway.eval;

import hammingway.vocab.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text out of tokens one by one: a character whose bytes lie in several tokens comes with the last of them. */
final class Spelling {
    private final Vocabulary vocabulary;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] left = {};

    Spelling(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** What a token adds to the text; as {@link Vocabulary#text} has it. */
    String add(int token) {
        byte[] added = vocabulary.named(token)
                ? vocabulary.bytes(token)
                : vocabulary.display(token).getBytes(StandardCharsets.UTF_8);
        ByteBuffer in = ByteBuffer.allocate(left.length + added.length)
                .put(left)
                .put(added)
                .flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, false);
        left = new byte[in.remaining()];
        in.get(left);
        return Vocabulary.printable(out.flip().toString());
    }
}
