package hammingway.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How tokens are spelled, and listed as in a dictionary. */
class TextOrderTest {
    @TempDir
    Path folder;

    private Vocabulary of(ObjectNode tokenizer, int size) {
        Path file = folder.resolve("given.json");
        Json.write(file, tokenizer);
        return VocabularyFolder.uncounted(file, size, folder.resolve("made"));
    }

    private static ObjectNode tokenizer(String... tokens) {
        ObjectNode json = BpeTrainer.train(List.of("x"), 257, List.of(), Progress.NONE);
        ObjectNode vocab = Json.object();
        for (int i = 0; i < tokens.length; i++) {
            vocab.put(tokens[i], i);
        }
        ((ObjectNode) json.get("model")).set("vocab", vocab);
        ((ObjectNode) json.get("model")).putArray("merges");
        return json;
    }

    @Test
    void wordsStandTogetherAndBytesLast() {
        Vocabulary words = of(
                tokenizer("\u0120The", "zoo", "\u00ca", "the", ",", "\u0120the", "\u0120apple", "THE", "\u0120"), 11);
        List<String> listed =
                Arrays.stream(TextOrder.of(words)).mapToObj(words::display).toList();
        assertThat(listed)
                .containsExactly(
                        "\u2423apple",
                        "THE",
                        "the",
                        "\u2423The",
                        "\u2423the",
                        "zoo",
                        "\u2423",
                        ",",
                        "0xCA",
                        "(unused 9)",
                        "(unused 10)");
    }

    /** In Llama 3 and Qwen 2 the bytes' alphabet is one step of a sequence. */
    @Test
    void aByteLevelStepInASequenceIsSeen() {
        ObjectNode json = tokenizer("\u0120the", "\u010a", "a");
        ObjectNode sequence = Json.object().put("type", "Sequence");
        sequence.putArray("pretokenizers").add(json.get("pre_tokenizer"));
        json.set("pre_tokenizer", sequence);
        Vocabulary words = of(json, 0);
        assertThat(words.display(0)).isEqualTo("\u2423the");
        assertThat(words.display(1)).isEqualTo("\u23ce");
    }

    @Test
    void bytesOfSentencePieceAreBytes() {
        ObjectNode json = tokenizer("<0x0A>", "\u2581the", "<0xCA>");
        json.putNull("pre_tokenizer");
        json.putNull("decoder");
        ((ObjectNode) json.get("model")).put("byte_fallback", true);
        Vocabulary words = of(json, 0);
        assertThat(words.display(0)).isEqualTo("\u23ce");
        assertThat(words.display(1)).isEqualTo("\u2423the");
        assertThat(words.display(2)).isEqualTo("0xCA");
    }
}
