package hammingway.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.data.TextSource.Instructions;
import hammingway.data.TextSource.Instructions.EmptyAnswers;
import hammingway.data.TextSource.Instructions.LossOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What instruction files may hold, how templates write it, and what is refused with which words. */
class InstructionFileTest {
    private static final String ALPACA = """
            [{"instruction": "Add.", "input": "1 and 2", "output": "3"},
             {"instruction": "Greet {output}.", "output": "Hello\\nyou", "id": 7},
             {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Who?"},
                           {"role": "assistant", "content": "Me."}]}]
            """;

    @TempDir
    Path folder;

    private List<String> texts(PromptTemplate template, String content) throws IOException {
        Files.writeString(folder.resolve("x.json"), content);
        return new Instructions("x.json", template, LossOn.ANSWERS, EmptyAnswers.REFUSE, "", "").documents(folder);
    }

    @Test
    void templatesWriteRecordsOfBothKinds() throws IOException {
        List<String> alpaca = texts(new PromptTemplate.Alpaca(), ALPACA);
        assertThat(alpaca.get(0))
                .isEqualTo("Below is an instruction that describes a task, paired with an input that provides further"
                        + " context. Write a response that appropriately completes the request.\n\n### Instruction:\nAdd."
                        + "\n\n### Input:\n1 and 2\n\n### Response:3");
        assertThat(alpaca.get(1))
                .isEqualTo("Below is an instruction that describes a task. Write a response that appropriately"
                        + " completes the request.\n\n### Instruction:\nGreet {output}.\n\n### Response:Hello\nyou");
        assertThat(alpaca.get(2)).contains("### Instruction:\nBe brief.\n\nWho?\n\n### Response:Me.");
        assertThat(texts(new PromptTemplate.Plain(), ALPACA))
                .containsExactly("Add.\n\n1 and 2\n\n3", "Greet {output}.\n\nHello\nyou", "Be brief.\n\nWho?\n\nMe.");
        assertThat(texts(new PromptTemplate.Custom("Q: {instruction} {input}\\nA: {output};"), ALPACA))
                .containsExactly(
                        "Q: Add. 1 and 2\nA: 3;",
                        "Q: Greet {output}. \nA: Hello\nyou;",
                        "Q: Be brief.\n\nWho? \nA: Me.;");
        assertThat(texts(new PromptTemplate.Chat("You add."), ALPACA))
                .containsExactly(
                        "<|im_start|>system\nYou add.<|im_end|>\n<|im_start|>user\nAdd.\n\n1 and 2<|im_end|>\n<|im_start|>assistant\n3<|im_end|>",
                        "<|im_start|>system\nYou add.<|im_end|>\n<|im_start|>user\nGreet {output}.<|im_end|>\n<|im_start|>assistant\nHello\nyou<|im_end|>",
                        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWho?<|im_end|>\n<|im_start|>assistant\nMe.<|im_end|>");
    }

    @Test
    void linesAndArraysOfTheSameRecordsAreTheSame() throws IOException {
        StringBuilder lines = new StringBuilder("\uFEFF\r\n");
        Json.parse(Path.of("alpaca"), ALPACA)
                .forEach(r -> lines.append(Json.line(r)).append("\r\n\n"));
        assertThat(texts(new PromptTemplate.Alpaca(), lines.toString()))
                .isEqualTo(texts(new PromptTemplate.Alpaca(), ALPACA));
    }

    /** Each is the second record, on line 3; the parts between bars are what the message must hold. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "7; record 2, line 3: 7.|A record is an object",
                "{}; no field at all|instruction and output",
                "{\"prompt\": 1, \"answer\": 2}; only the fields answer, prompt",
                "{\"instruction\": \"a\"}; field output: the field is missing|must be a text",
                "{\"output\": \"a\"}; field instruction: the field is missing",
                "{\"instruction\": \" \", \"output\": \"a\"}; field instruction: an empty text, \" \"",
                "{\"instruction\": 5, \"output\": \"a\"}; field instruction: 5|text in quotation marks",
                "{\"instruction\": \"a\", \"input\": [], \"output\": \"b\"}; field input: []",
                "{\"instruction\": \"a\", \"output\": \"\\n\"}; field output: an empty answer, \"\\n\"|emptyAnswers = skip",
                "{\"instruction\": \"a\", \"output\": \"x\\ud800y\"}; field output: half a character, \\ud800, at 1",
                "{\"instruction\": \"a\", \"output\": \"b\", \"messages\": []}; field messages|either",
                "{\"messages\": []}; field messages: []",
                "{\"messages\": [3]}; field messages[0]: 3",
                "{\"messages\": [{\"role\": \"tool\", \"content\": \"a\"}]}; messages[0].role: \"tool\"|system, user and assistant",
                "{\"messages\": [{\"content\": \"a\"}]}; messages[0].role: the field is missing",
                "{\"messages\": [{\"role\": \"user\", \"content\": [\"a\"]}]}; messages[0].content: [\"a\"]",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}; no message of the role assistant",
                "{\"messages\": [{\"role\": \"assistant\", \"content\": \"a\"}]}; before a user spoke",
                "{\"messages\": [{\"role\": \"system\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"a\"}]}; before a user spoke",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"}, {\"role\": \"user\", \"content\": \"c\"}]}; messages[2].role: \"user\" in the last message",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"system\", \"content\": \"b\"}]}; \"system\" after another message",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"\"}]}; messages[1].content: an empty answer, \"\"",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"}, {\"role\": \"user\", \"content\": \"c\"}, {\"role\": \"assistant\", \"content\": \"d\"}]}; 4 messages|template = chat",
                "{\"instruction\": \"a\", \"instruction\": \"b\", \"output\": \"c\"}; not valid JSON|Duplicate field",
                "{\"instruction\": \"a\"; not valid JSON"
            })
    void badRecordsAreRefusedByPlaceFieldAndValue(String record, String told) {
        String good = "{\"instruction\": \"a\", \"output\": \"b\"}";
        for (String content : List.of("[" + good + ",\n\n" + record + "]", good + "\n\n" + record)) {
            assertThatThrownBy(() -> texts(new PromptTemplate.Alpaca(), content))
                    .as(content)
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageContaining("x.json, record 2, line 3")
                    .hasMessageContainingAll(told.split("\\|"));
        }
    }

    @Test
    void badFilesAreRefused() throws IOException {
        String good = "{\"instruction\": \"a\", \"output\": \"b\"}";
        for (String[] c : new String[][] {
            {" \n", "the file is empty"},
            {"instruction,output", "\"i\""},
            {"[]", "no record"},
            {"[" + good, "record 2, line 1|not valid JSON"},
            {"[" + good + "]\n[]", "line 2|text after the end"},
            {"{\"data\": [\n" + good + "]}", "record 1, line 1|not valid JSON|one record a line"},
        }) {
            assertThatThrownBy(() -> texts(new PromptTemplate.Alpaca(), c[0]))
                    .as(c[0])
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageContainingAll(c[1].split("\\|"));
        }
        Files.write(folder.resolve("latin.json"), (good + "\n\"\u00e9\"").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> InstructionFile.read(folder.resolve("latin.json"), EmptyAnswers.REFUSE))
                .hasMessageContainingAll("byte 37", "0xE9", "iconv");
        Files.writeString(folder.resolve("x.json"), good + "\n{\"instruction\": \"a\", \"output\": \"\"}");
        InstructionFile.Content skipping = InstructionFile.read(folder.resolve("x.json"), EmptyAnswers.SKIP);
        assertThat(skipping.records()).hasSize(1);
        assertThat(skipping.skipped()).isEqualTo(1);
        String deep = "[".repeat(5000);
        assertThatThrownBy(() -> texts(new PromptTemplate.Alpaca(), deep)).isInstanceOf(FileFormatException.class);
        assertThatThrownBy(() -> texts(
                        new PromptTemplate.Custom("{instruction}{output}"),
                        "{\"instruction\": \"a\", \"input\": \"b\", \"output\": \"c\"}"))
                .hasMessageContainingAll("field input", "has no place for it", "Add {input}");
    }

    @Test
    void customTemplatesAreCheckedAsSpecificationsAre() {
        assertThat(SpecCodec.problems(new PromptTemplate.Custom("{instruction} {input}: {output}")))
                .isEmpty();
        for (String[] c : new String[][] {
            {"{instruction}", "Add {output}"},
            {"{output}{output}{instruction}", "stand once"},
            {"{output} {instruction}", "before {output}"},
            {"{input} {output}", "Add {instruction}"},
            {"{instruction} {answer} {output}", "{answer}"},
        }) {
            assertThat(SpecCodec.problems(new PromptTemplate.Custom(c[0])).toString())
                    .as(c[0])
                    .contains(c[1]);
        }
        String json =
                "{\"source\": {\"type\": \"instructions\", \"path\": \"x\", \"template\": {\"type\": \"custom\", \"text\": \"x\"}}}";
        assertThatThrownBy(() -> SpecCodec.read(DataSpec.class, Json.parse(Path.of("data"), json), "data"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("source.template.text = x");
    }
}
