package hammingway.vocab;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a token looks like, by its bytes alone: which kind of token a code loses says where to spend its distance. The first that holds
 * counts, in the order of {@link #of}.
 */
public enum TokenType {
    /** Begins with a space and holds a letter; the first is no capital. */
    WORD_START("word start"),
    /** Holds a letter and begins with no space; the first letter is no capital. */
    CONTINUATION("continuation"),
    /** The first letter is a capital, with a space before it or without. */
    CAPITAL("capital"),
    /** Holds a digit and no letter. */
    DIGITS("digits"),
    /** Text that holds neither letter nor digit: marks and symbols. */
    PUNCTUATION("punctuation"),
    /** White space alone. */
    WHITESPACE("white space"),
    /** No text of its own: parts of a character, control characters, ids without bytes, the folded id. */
    OTHER("bytes, other");

    private final String label;

    TokenType(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }

    public static TokenType of(Vocabulary vocabulary, int id) {
        return of(vocabulary.bytes(id));
    }

    /** @param bytes of a token, UTF-8 where it is text */
    public static TokenType of(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return OTHER;
        }
        if (text.isEmpty()) {
            return OTHER;
        }
        if (text.codePoints().allMatch(Character::isWhitespace)) {
            return WHITESPACE;
        }
        if (text.codePoints().anyMatch(Character::isLetter)) {
            int first =
                    text.codePoints().filter(Character::isLetter).findFirst().orElseThrow();
            boolean capital = Character.isUpperCase(first) || Character.isTitleCase(first);
            return capital ? CAPITAL : text.startsWith(" ") ? WORD_START : CONTINUATION;
        }
        if (text.codePoints().anyMatch(Character::isDigit)) {
            return DIGITS;
        }
        return text.codePoints().allMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))
                ? OTHER
                : PUNCTUATION;
    }
}
