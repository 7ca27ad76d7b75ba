package hammingway.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.data.TextSource.Instructions;
import hammingway.data.TextSource.Instructions.EmptyAnswers;
import hammingway.data.TextSource.Instructions.LossOn;
import hammingway.vocab.BpeTrainer;
import hammingway.vocab.Tokenizer;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids and weights of instructions against those put together by hand, with the bytes as tokens so that anybody can count them. */
class InstructionDataTest {
    private static final int CONTEXT = 8;
    private static final String PROMPT = "{instruction}>{output}";

    @TempDir
    Path project;

    /** Record i asks "i" and is answered by i letters, 1 to 9: with ">" and the end, i + 3 tokens. */
    @BeforeEach
    void write() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            lines.add(Json.line(Json.object().put("instruction", "" + i).put("output", "abcdefghi".substring(0, i))));
        }
        Files.write(project.resolve("i.jsonl"), lines);
        Json.write(
                project.resolve("tokenizer.json"),
                BpeTrainer.train(List.of(), 258, List.of("<|endoftext|>", "<s>"), Progress.NONE));
    }

    private static Instructions source(String template, LossOn loss, String begin, String end) {
        return new Instructions("i.jsonl", new PromptTemplate.Custom(template), loss, EmptyAnswers.REFUSE, begin, end);
    }

    private PreparedData prepare(Instructions source, DataSpec.Packing packing) {
        return prepare(source, packing, CONTEXT);
    }

    private PreparedData prepare(Instructions source, DataSpec.Packing packing, int context) {
        VocabularySpec words = new VocabularySpec(
                new TokenizerSource.TokenizerFile("tokenizer.json"), VocabularySpec.TokenOrder.TOKENIZER, 0);
        return DataPreparation.prepare(
                project, words, new DataSpec(source, 0.3, DataSpec.Split.TAIL, 1, packing), context, Progress.NONE);
    }

    /** The ids of a text's bytes; "$" stands for the end, "^" for the beginning. */
    private long[] ids(String text) {
        try (Tokenizer tokenizer = Tokenizer.load(project.resolve("tokenizer.json"))) {
            return text.chars()
                    .mapToLong(c -> c == '$' ? 0 : c == '^' ? 1 : tokenizer.encode(Character.toString(c))[0])
                    .toArray();
        }
    }

    private static String marks(TokenShard shard) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, shard.length()).forEach(i -> text.append(shard.weight(i)));
        return text.toString();
    }

    private static long[] ids(TokenShard shard) {
        return IntStream.range(0, shard.length()).mapToLong(shard::get).toArray();
    }

    @Test
    void streamsPutExamplesOneAfterAnother() {
        PreparedData data = prepare(source(PROMPT, LossOn.ANSWERS, "", ""), DataSpec.Packing.STREAM);
        assertThat(ids(data.training())).isEqualTo(ids("1>a$2>ab$3>abc$4>abcd$5>abcde$6>abcdef$"));
        assertThat(marks(data.training())).isEqualTo("0011001110011110011111001111110011111110".substring(0, 39));
        assertThat(ids(data.validation())).isEqualTo(ids("7>abcdefg$8>abcdefgh$9>abcdefghi$"));
        assertThat(marks(data.validation())).isEqualTo("001111111100111111111001111111111");

        Batch batch = data.validationBatch(1, 2);
        assertThat(batch.inputs()).isEqualTo(ids("g$8>abcdefgh$9>a"));
        assertThat(batch.targets()).isEqualTo(ids("$8>abcdefgh$9>ab"));
        assertThat(batch.weights()).containsExactly(1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1);
        // of 27 tokens of answers, the 3 ends are no bytes
        assertThat(data.bytesPerToken()).isCloseTo(24 / 27.0, within(1e-12));

        InstructionSet set = data.instructions().orElseThrow();
        assertThat(set.end()).hasValue(0);
        assertThat(set.facts().training()).isEqualTo(new InstructionFacts.Part(6, 39, 27, 0, 0, 0));
        assertThat(set.facts().warning()).isEmpty();
        assertThat(set.validationExamples())
                .containsExactly(
                        example(7, "7>", "abcdefg"), example(8, "8>", "abcdefgh"), example(9, "9>", "abcdefghi"));
    }

    private InstructionSet.Example example(int record, String prompt, String answer) {
        int[] ids = Arrays.stream(ids(prompt)).mapToInt(Math::toIntExact).toArray();
        return new InstructionSet.Example(record, ids, prompt, answer);
    }

    @Test
    void paddedExamplesAreCutOrFilledAndCounted() throws IOException {
        PreparedData data =
                prepare(source("{instruction}>>>>{output}.", LossOn.ANSWERS, "<s>", ""), DataSpec.Packing.PADDED);
        // 1 + 5 + i + 2 tokens, of which 9 fit
        assertThat(ids(data.training())).isEqualTo(ids("^1>>>>a.$^2>>>>ab.^3>>>>abc^4>>>>abc^5>>>>abc^6>>>>abc"));
        assertThat(marks(data.training())).isEqualTo("000000111".repeat(6));
        InstructionFacts facts = data.instructions().orElseThrow().facts();
        assertThat(facts.ending()).isEqualTo(".");
        assertThat(facts.training()).isEqualTo(new InstructionFacts.Part(6, 54, 18, 5, 1 + 2 + 3 + 4 + 5, 0));
        assertThat(facts.validation()).isEqualTo(new InstructionFacts.Part(3, 27, 9, 3, 6 + 7 + 8, 0));
        assertThat(facts.warning().orElseThrow())
                .contains(
                        "8 of 9 (cut at its end: 8; left out, as no token of their answer fits: 0)",
                        "Tokens lost: 36 of 117.");
        assertThat(data.bytesPerToken()).isEqualTo(1);

        // a window of 6 and its last target holds the first letter of an answer, one of 5 none
        PreparedData shorter =
                prepare(source("{instruction}>>>>{output}.", LossOn.ANSWERS, "<s>", ""), DataSpec.Packing.PADDED, 6);
        assertThat(ids(shorter.training())).hasSize(6 * 7);
        assertThatThrownBy(() -> prepare(
                        source("{instruction}>>>>{output}.", LossOn.ANSWERS, "<s>", ""), DataSpec.Packing.PADDED, 5))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContainingAll("None of the 6 examples of the training part", "window of 5");

        // one long prompt is left out, filling weighs nothing, and everything else does where that is asked for
        Files.writeString(
                project.resolve("i.jsonl"),
                "{\"instruction\": \"longer than it\", \"output\": \"x\"}\n{\"instruction\": \"q\", \"output\": \"y\"}\n"
                        + "{\"instruction\": \"r\", \"output\": \"z\"}\n");
        PreparedData one = prepare(source(PROMPT, LossOn.EVERYTHING, "", ""), DataSpec.Packing.PADDED);
        assertThat(ids(one.training())).isEqualTo(ids("q>y$$$$$$"));
        assertThat(marks(one.training())).isEqualTo("111100000");
        assertThat(marks(one.validation()))
                .as("evaluations count answers alone")
                .isEqualTo("001100000");
        assertThat(one.instructions().orElseThrow().facts().training())
                .isEqualTo(new InstructionFacts.Part(2, 4, 2, 0, 17, 1));
    }

    @Test
    void everyAnswerOfAConversationCounts() throws IOException {
        String record =
                "{\"messages\": [{\"role\": \"user\", \"content\": \"%s\"}, {\"role\": \"assistant\", \"content\": \"A\"},"
                        + " {\"role\": \"user\", \"content\": \"q\"}, {\"role\": \"assistant\", \"content\": \"BC\"}]}\n";
        Files.writeString(project.resolve("i.jsonl"), record.formatted("p") + record.formatted("o"));
        Instructions chat = new Instructions(
                "i.jsonl", new PromptTemplate.Chat(""), LossOn.ANSWERS, EmptyAnswers.REFUSE, "", "<|endoftext|>");
        VocabularySpec trained = new VocabularySpec(
                new TokenizerSource.TrainBpe(300, TokenizerSource.TrainBpe.TrainedOn.TRAINING),
                VocabularySpec.TokenOrder.TOKENIZER,
                0);
        PreparedData data = DataPreparation.prepare(
                project,
                trained,
                new DataSpec(chat, 0.5, DataSpec.Split.DOCUMENTS, 1, DataSpec.Packing.STREAM),
                CONTEXT,
                Progress.NONE);
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < data.training().length(); i++) {
            answers.append(
                    data.training().weight(i) == 1
                            ? data.vocabulary().text(new int[] {data.training().get(i)})
                            : "|");
        }
        assertThat(answers.toString().replaceAll("\\|+", "|")).isEqualTo("|A<|im_end|>|BC<|im_end|><|endoftext|>");
        InstructionSet.Example example =
                data.instructions().orElseThrow().validationExamples().getFirst();
        assertThat(example.answer()).isEqualTo("BC");
        assertThat(data.vocabulary()
                        .text(example.promptIds().stream()
                                .mapToInt(Integer::intValue)
                                .toArray()))
                .isEqualTo(example.prompt())
                .endsWith("A<|im_end|>\n<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\n");
        assertThat(data.instructions().orElseThrow().facts().ending()).isEqualTo("<|im_end|>");
    }

    @Test
    void whatDecidesTokensDecidesTheHash() throws IOException {
        Set<String> hashes = new HashSet<>();
        for (DataSpec.Packing packing : DataSpec.Packing.values()) {
            hashes.add(prepare(source(PROMPT, LossOn.ANSWERS, "", ""), packing).hash());
            hashes.add(
                    prepare(source(PROMPT, LossOn.EVERYTHING, "", ""), packing).hash());
            hashes.add(prepare(source(PROMPT + "!", LossOn.ANSWERS, "", ""), packing)
                    .hash());
            hashes.add(
                    prepare(source(PROMPT, LossOn.ANSWERS, "<s>", ""), packing).hash());
            hashes.add(
                    prepare(source(PROMPT, LossOn.ANSWERS, "", "<s>"), packing).hash());
        }
        for (String[] border : new String[][] {{"a", ">b"}, {"a>", "b"}}) {
            Files.writeString(
                    project.resolve("i.jsonl"),
                    ("{\"instruction\": \"" + border[0] + "\", \"output\": \"" + border[1] + "\"}\n").repeat(12));
            hashes.add(prepare(source("{instruction}{output}", LossOn.ANSWERS, "", ""), DataSpec.Packing.STREAM)
                    .hash());
        }
        assertThat(hashes).hasSize(12);
        assertThatThrownBy(() -> prepare(source(PROMPT, LossOn.ANSWERS, "", "<eos>"), DataSpec.Packing.STREAM))
                .isInstanceOf(SpecException.class)
                .hasMessageContainingAll("data.source.endToken = <eos>", "a token of the tokenizer");
    }
}
