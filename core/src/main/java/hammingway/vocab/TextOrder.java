package hammingway.vocab;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Tokens as a dictionary would list them: a word with and without its leading space, in capitals or not, stands together. Then come
 * tokens that are no text, bytes and parts of characters, and last those that stand for nothing.
 */
public final class TextOrder {
    private TextOrder() {}

    private record Key(int kind, String word, String text, int id) {}

    /** All ids, in order. Time O(V log V). */
    public static int[] of(Vocabulary vocabulary) {
        Key[] keys = new Key[vocabulary.size()];
        Arrays.setAll(keys, id -> key(vocabulary, id));
        Arrays.sort(
                keys,
                Comparator.comparingInt(Key::kind)
                        .thenComparing(Key::word)
                        .thenComparing(Key::text)
                        .thenComparingInt(Key::id));
        return IntStream.range(0, keys.length).map(i -> keys[i].id()).toArray();
    }

    private static Key key(Vocabulary vocabulary, int id) {
        String text = vocabulary.display(id);
        if (!vocabulary.named(id)) {
            return new Key(3, "", "", id);
        }
        if (vocabulary.bytesOnly(id)) {
            return new Key(2, text, text, id);
        }
        String word = text.replaceFirst("^\u2423+", "");
        return new Key(
                word.codePoints().anyMatch(Character::isLetterOrDigit) ? 0 : 1,
                word.toLowerCase(Locale.ROOT),
                text,
                id);
    }
}
