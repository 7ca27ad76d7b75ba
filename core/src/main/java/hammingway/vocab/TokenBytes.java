package hammingway.vocab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a {@code tokenizer.json} spells bytes in its tokens. Tokens that were added to the model are spelled as they are. */
final class TokenBytes {
    private static final Pattern BYTE = Pattern.compile("<0x([0-9A-Fa-f]{2})>");

    private final boolean alphabet;
    private final boolean fallback;
    private final Set<String> added;

    private TokenBytes(boolean alphabet, boolean fallback, Set<String> added) {
        this.alphabet = alphabet;
        this.fallback = fallback;
        this.added = added;
    }

    static TokenBytes of(JsonNode tokenizer) {
        Set<String> added = new HashSet<>();
        tokenizer.path("added_tokens").forEach(t -> added.add(t.path("content").asText()));
        boolean alphabet = byteLevel(tokenizer.path("pre_tokenizer")) || byteLevel(tokenizer.path("decoder"));
        return new TokenBytes(
                alphabet, tokenizer.path("model").path("byte_fallback").asBoolean(false), added);
    }

    /** In Llama 3 and Qwen 2 the step of that name is one of a sequence. */
    private static boolean byteLevel(JsonNode step) {
        if (step.path("type").asText().equals("ByteLevel")) {
            return true;
        }
        for (String list : new String[] {"pretokenizers", "decoders"}) {
            for (JsonNode part : step.path(list)) {
                if (byteLevel(part)) {
                    return true;
                }
            }
        }
        return false;
    }

    byte[] of(String token) {
        if (alphabet && !added.contains(token)) {
            return ByteAlphabet.decode(token);
        }
        Matcher one = BYTE.matcher(token);
        if (fallback && one.matches()) {
            return new byte[] {(byte) Integer.parseInt(one.group(1), 16)};
        }
        return token.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
    }
}
