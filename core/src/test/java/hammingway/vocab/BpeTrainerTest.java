package hammingway.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.base.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpeTrainerTest {
    @TempDir
    Path folder;

    /** The Hugging Face library's own merges on the same text, list for list. */
    @ParameterizedTest
    @CsvSource({"checkpoints/gpt2-tied/tokenizer.json, 512", "gpt2-shakespeare/tokenizer.json, 1024"})
    void mergesEqualTheLibrarys(String reference, int size) throws Exception {
        JsonNode expected = Json.read(SharedFolder.require("reference/" + reference));
        String text = Files.readString(SharedFolder.require("data/tinyshakespeare.txt"));
        JsonNode found = BpeTrainer.train(List.of(text), size, List.of("<|endoftext|>"), Progress.NONE);
        JsonNode merges = found.path("model").path("merges");
        JsonNode theirs = expected.path("model").path("merges");
        assertThat(merges.size()).isEqualTo(theirs.size());
        for (int i = 0; i < merges.size(); i++) {
            assertThat(merges.get(i)).as("merge " + i).isEqualTo(theirs.get(i));
        }
        assertThat(found.path("model")
                        .path("vocab")
                        .equals(expected.path("model").path("vocab")))
                .isTrue();
    }

    @Test
    void encodesLikeTheLibrary() {
        JsonNode cases = Json.read(SharedFolder.require("reference/checkpoints/tokenizer_expected.json"));
        try (Tokenizer tokenizer =
                Tokenizer.load(SharedFolder.require("reference/checkpoints/gpt2-tied/tokenizer.json"))) {
            int[] ids = tokenizer.encode(cases.path("text").asText());
            assertThat(ids).containsExactly(ints(cases.path("ids")));
            assertThat(tokenizer.decode(ids)).isEqualTo(cases.path("text").asText());
        }
    }

    private static int[] ints(JsonNode list) {
        int[] out = new int[list.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = list.get(i).asInt();
        }
        return out;
    }

    @Test
    void piecesOfALargeTextEncodeAsTheWhole() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 500_000; i++) {
            text.append("It's number ")
                    .append(i * i)
                    .append(i % 7 == 0 ? ".\n\n \nNext" : ", and  then")
                    .append(" caf\u00e9 \u4e16\u754c. ");
        }
        Path file = folder.resolve("tokenizer.json");
        Json.write(file, BpeTrainer.train(List.of(text.substring(0, 20_000)), 400, List.of(), Progress.NONE));
        try (Tokenizer tokenizer = Tokenizer.load(file)) {
            String whole = text.toString();
            int[] pieces = tokenizer.encode(whole);
            assertThat(tokenizer.decode(pieces)).isEqualTo(whole);
            // the same cut nowhere: encode below the size of a piece, and compare a prefix
            String part = whole.substring(0, whole.indexOf(' ', 150_000));
            int[] prefix = tokenizer.encode(part);
            assertThat(java.util.Arrays.copyOf(pieces, prefix.length)).containsExactly(prefix);
        }
    }

    @Test
    void stopsWhenNothingIsLeftToMerge() {
        JsonNode json = BpeTrainer.train(List.of("ab ab"), 1000, List.of(), Progress.NONE);
        assertThat(json.path("model").path("merges").size()).isEqualTo(2);
    }

    /** Of equally frequent pairs the one with smaller ids comes first: here a b, then b c, as the library's trainer does. */
    @Test
    void breaksTiesByIds() {
        assertThat(merges("bc ab", 258)).startsWith("a b", "b c");
        assertThat(merges("zz yy xx", 259)).startsWith("x x", "y y", "z z");
    }

    /** The words of GPT-2's pattern: merges never cross them. */
    @Test
    void neverMergesAcrossWords() {
        assertThat(merges("a.a.a.a.", 300)).isEmpty();
        assertThat(merges("ab12 ab12", 300)).containsExactly("1 2", "a b", "\u0120 ab");
        assertThat(merges("I'll you'll", 300)).startsWith("' l", "'l l");
    }

    @Test
    void readsTextOfAnyScript() {
        String text =
                "\u4e16\u754c \u4e16\u754c \u041f\u0440\u0438\u0432\u0435\u0442, \u041f\u0440\u0438\u0432\u0435\u0442! \ud83d\ude00\ud83d\ude00 \u0645\u0631\u062d\u0628\u0627 e\u0301 \u00a0\u3000x";
        Path file = folder.resolve("tokenizer.json");
        Json.write(file, BpeTrainer.train(List.of(text), 300, List.of(), Progress.NONE));
        try (Tokenizer tokenizer = Tokenizer.load(file)) {
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
            assertThat(tokenizer.encode(text).length)
                    .isLessThan(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length / 2);
        }
    }

    @Test
    void anEmptyTextGivesTheAlphabet() {
        Path file = folder.resolve("tokenizer.json");
        Json.write(file, BpeTrainer.train(List.of(), 1000, List.of("<s>"), Progress.NONE));
        try (Tokenizer tokenizer = Tokenizer.load(file)) {
            assertThat(tokenizer.size()).isEqualTo(257);
            assertThat(tokenizer.encode("")).isEmpty();
            assertThat(tokenizer.encode("h\u00e9<s>")).hasSize(4).contains(0);
        }
    }

    /** GPT-2's published tokenizer: ids of its documentation's example. */
    @Test
    void readsThePublishedTokenizerOfGpt2() {
        try (Tokenizer tokenizer = Tokenizer.load(SharedFolder.require("data/gpt2-tokenizer.json"))) {
            assertThat(tokenizer.size()).isEqualTo(50_257);
            assertThat(tokenizer.encode("Hello world")).containsExactly(15_496, 995);
            assertThat(tokenizer.token(50_256)).isEqualTo("<|endoftext|>");
            String text = "It's 2026: na\u00efve caf\u00e9s \u4e16\u754c \ud83d\ude00,\n\n  and tabs\t.";
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
    }

    private static List<String> merges(String text, int size) {
        List<String> merges = new java.util.ArrayList<>();
        BpeTrainer.train(List.of(text), size, List.of(), Progress.NONE)
                .path("model")
                .path("merges")
                .forEach(m -> merges.add(m.path(0).asText() + " " + m.path(1).asText()));
        return merges;
    }
}
