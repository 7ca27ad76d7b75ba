package hammingway.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.math.Npy;
import hammingway.vocab.BpeTrainer;
import hammingway.vocab.Tokenizer;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPreparationTest {
    private static final int CONTEXT = 8;
    private static final int DOCUMENTS = 200;

    @TempDir
    Path project;

    private final List<String> documents = IntStream.range(0, DOCUMENTS)
            .mapToObj(i -> "document number " + i + " is about " + "x".repeat(1 + i % 5))
            .toList();

    @BeforeEach
    void writeTexts() throws IOException {
        Files.writeString(project.resolve("text.txt"), String.join("<|end|>", documents));
        List<String> lines = new ArrayList<>();
        documents.forEach(d -> lines.add(Json.line(Json.object().put("id", 1).put("story", d))));
        Files.write(project.resolve("text.jsonl"), lines);
        Json.write(project.resolve("tokenizer.json"), BpeTrainer.train(documents, 300, List.of(), Progress.NONE));
    }

    private static final TextSource FILE = new TextSource.TextFile("text.txt", "<|end|>", 0);

    private static VocabularySpec bytes(int keep) {
        return new VocabularySpec(
                new TokenizerSource.TokenizerFile("tokenizer.json"), VocabularySpec.TokenOrder.FREQUENCY, keep);
    }

    private PreparedData prepare(VocabularySpec vocabulary, DataSpec data) {
        return DataPreparation.prepare(project, vocabulary, data, CONTEXT, Progress.NONE);
    }

    private static DataSpec documents(double share, long seed, DataSpec.Packing packing) {
        return new DataSpec(FILE, share, DataSpec.Split.DOCUMENTS, seed, packing);
    }

    private Path folder() throws IOException {
        try (Stream<Path> folders = Files.list(project.resolve("vocabularies"))) {
            return folders.reduce((a, b) -> {
                        throw new AssertionError("two folders: " + a + " and " + b);
                    })
                    .orElseThrow();
        }
    }

    /** The documents of a shard in padded packing: each begins a row. */
    private List<List<Long>> rows(PreparedData data, TokenShard shard) {
        List<List<Long>> rows = new ArrayList<>();
        for (int r = 0; r < shard.length() / (CONTEXT + 1); r++) {
            List<Long> row = new ArrayList<>();
            for (int i = 0; i <= CONTEXT; i++) {
                row.add((long) shard.get(r * (CONTEXT + 1) + i));
            }
            rows.add(row);
        }
        assertThat(data.packing()).isEqualTo(DataSpec.Packing.PADDED);
        return rows;
    }

    @Test
    void holdsOutTheShareOfDocumentsThatIsAskedFor() {
        for (double share : new double[] {0.001, 0.1, 0.5, 0.9}) {
            PreparedData data = prepare(bytes(280), documents(share, 42, DataSpec.Packing.PADDED));
            int held = (int) Math.max(1, Math.round(share * DOCUMENTS));
            assertThat(data.validation().length()).as("share " + share).isEqualTo(held * (CONTEXT + 1));
            assertThat(data.training().length()).isEqualTo((DOCUMENTS - held) * (CONTEXT + 1));
        }
    }

    @Test
    void everyDocumentIsInOnePartAndTheSeedDecidesWhich() throws IOException {
        Set<Set<String>> heldOut = new HashSet<>();
        for (long seed : new long[] {1, 2, 1}) {
            PreparedData data = prepare(bytes(0), documents(0.2, seed, DataSpec.Packing.STREAM));
            List<String> training = List.of(text(data, data.training()).split("\n\n"));
            List<String> validation = List.of(text(data, data.validation()).split("\n\n"));
            List<String> both = new ArrayList<>(training);
            both.addAll(validation);
            assertThat(both).containsExactlyInAnyOrderElementsOf(documents);
            assertThat(validation).hasSize(40);
            heldOut.add(Set.copyOf(validation));
        }
        assertThat(heldOut).hasSize(2);
    }

    private static String text(PreparedData data, TokenShard shard) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < shard.length(); i++) {
            bytes.writeBytes(data.vocabulary().bytes(shard.get(i)));
        }
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void tailHoldsOutTheLastCharacters() {
        PreparedData data =
                prepare(bytes(0), new DataSpec(FILE, 0.25, DataSpec.Split.TAIL, 0, DataSpec.Packing.STREAM));
        String whole = String.join("\n\n", documents);
        int cut = (int) (whole.length() * 0.75);
        assertThat(text(data, data.training())).isEqualTo(whole.substring(0, cut));
        assertThat(text(data, data.validation())).isEqualTo(whole.substring(cut));
        assertThat(data.bytesPerToken())
                .isCloseTo((double) (whole.length() - cut) / data.validation().length(), within(1e-12));
    }

    @Test
    void paddedRowsAreDocumentsCutOrFilledWithTheFoldedId() {
        PreparedData data = prepare(bytes(280), documents(0.1, 42, DataSpec.Packing.PADDED));
        int folded = data.vocabulary().foldedId().orElseThrow();
        Set<List<Long>> expected = new HashSet<>();
        try (Tokenizer tokenizer = Tokenizer.load(project.resolve("tokenizer.json"))) {
            for (String document : documents) {
                int[] ids = data.vocabulary().map(tokenizer.encode(document));
                List<Long> row = new ArrayList<>();
                for (int i = 0; i <= CONTEXT; i++) {
                    row.add(i < ids.length ? ids[i] : (long) folded);
                }
                expected.add(row);
            }
        }
        List<List<Long>> found = rows(data, data.training());
        found.addAll(rows(data, data.validation()));
        assertThat(found).hasSize(DOCUMENTS).hasSameElementsAs(expected);
    }

    @Test
    void foldedShareLeavesPaddingOut() throws IOException {
        PreparedData data = prepare(bytes(6), documents(0.1, 42, DataSpec.Packing.PADDED));
        long folded = 0;
        long all = 0;
        try (Tokenizer tokenizer = Tokenizer.load(project.resolve("tokenizer.json"))) {
            PreparedData stream = prepare(bytes(0), documents(0.1, 42, DataSpec.Packing.STREAM));
            for (String document : text(stream, stream.training()).split("\n\n")) {
                for (int id : data.vocabulary().map(tokenizer.encode(document))) {
                    all++;
                    folded += id == 5 ? 1 : 0;
                }
            }
        }
        assertThat(data.foldedTraining())
                .isCloseTo((double) folded / all, within(1e-12))
                .isBetween(0.2, 0.9);
        JsonNode facts = facts(data.hash());
        assertThat(facts.path("trainingTokens").asLong()).isEqualTo(all);
    }

    private JsonNode facts(String hash) throws IOException {
        try (Stream<Path> folders = Files.list(project.resolve("vocabularies"))) {
            return Json.read(folders.filter(f -> f.toString().endsWith(hash.substring(0, 8)))
                    .findFirst()
                    .orElseThrow()
                    .resolve("data.json"));
        }
    }

    @Test
    void preparesOnceAndFindsItAgain() throws IOException {
        PreparedData first = prepare(bytes(280), documents(0.1, 42, DataSpec.Packing.STREAM));
        Path folder = folder();
        var made = Files.getLastModifiedTime(folder.resolve("training.npy"));
        PreparedData second = prepare(bytes(280), documents(0.1, 42, DataSpec.Packing.STREAM));
        assertThat(folder()).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(folder.resolve("training.npy"))).isEqualTo(made);
        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "tokenizer.json", "counts.csv", "training.npy", "validation.npy", "data.json");
    }

    @Test
    void aChangedTextIsPreparedAnew() throws IOException {
        PreparedData first = prepare(bytes(280), documents(0.1, 42, DataSpec.Packing.STREAM));
        Files.writeString(project.resolve("text.txt"), String.join("<|end|>", documents) + "!");
        PreparedData second = prepare(bytes(280), documents(0.1, 42, DataSpec.Packing.STREAM));
        assertThat(second.hash()).isNotEqualTo(first.hash());
    }

    @Test
    void readsJsonLinesAsTheTextFile() {
        DataSpec lines = new DataSpec(
                new TextSource.JsonLines("text.jsonl", "story"),
                0.1,
                DataSpec.Split.DOCUMENTS,
                42,
                DataSpec.Packing.STREAM);
        PreparedData found = prepare(bytes(0), lines);
        PreparedData expected = prepare(bytes(0), documents(0.1, 42, DataSpec.Packing.STREAM));
        assertThat(text(found, found.training())).isEqualTo(text(expected, expected.training()));
    }

    @Test
    void readsTheBeginningOfALargeText() throws IOException {
        Files.writeString(project.resolve("long.txt"), "abc\u00e9".repeat(1000));
        // 1 kB ends in the first byte of a character, which is dropped
        TextSource source = new TextSource.TextFile("long.txt", "", 0.001004);
        assertThat(source.documents(project)).containsExactly("abc\u00e9".repeat(200) + "abc");
    }

    @Test
    void shardsAreWideOnlyWhereTheVocabularyIs() throws IOException {
        Path narrow = project.resolve("narrow.npy");
        Path wide = project.resolve("wide.npy");
        TokenShard.write(narrow, new int[] {0, 65_535}, 65_536);
        TokenShard.write(wide, new int[] {0, 65_536}, 65_537);
        assertThat(TokenShard.open(narrow, 65_536).get(1)).isEqualTo(65_535);
        assertThat(TokenShard.open(wide, 65_537).get(1)).isEqualTo(65_536);
        byte[] bytes = Files.readAllBytes(narrow);
        assertThat(Npy.header(narrow, ByteBuffer.wrap(bytes), bytes.length).type())
                .isEqualTo("<u2");
    }

    @Test
    void targetsAreInputsOnePositionLater() {
        for (DataSpec.Packing packing : DataSpec.Packing.values()) {
            PreparedData data = prepare(bytes(280), documents(0.1, 42, packing));
            Batch batch = data.trainingBatch(64, 1, 1, 0);
            assertThat(batch.inputs()).hasSize(64 * CONTEXT);
            Set<String> windows = new HashSet<>();
            for (int w = 0; w < 64; w++) {
                for (int t = 0; t + 1 < CONTEXT; t++) {
                    assertThat(batch.targets()[w * CONTEXT + t]).isEqualTo(batch.inputs()[w * CONTEXT + t + 1]);
                }
                windows.add(Arrays.toString(Arrays.copyOfRange(batch.inputs(), w * CONTEXT, (w + 1) * CONTEXT)));
            }
            assertThat(windows).as("windows differ").hasSizeGreaterThan(5);
        }
    }

    @Test
    void batchesDependOnSeedStepAndPartAlone() {
        PreparedData data = prepare(bytes(280), documents(0.1, 42, DataSpec.Packing.STREAM));
        PreparedData again = prepare(bytes(280), documents(0.1, 42, DataSpec.Packing.STREAM));
        long[] first = data.trainingBatch(16, 5, 7, 0).inputs();
        data.trainingBatch(16, 5, 8, 0);
        assertThat(again.trainingBatch(16, 5, 7, 0).inputs()).containsExactly(first);
        assertThat(data.trainingBatch(16, 5, 8, 0).inputs()).isNotEqualTo(first);
        assertThat(data.trainingBatch(16, 6, 7, 0).inputs()).isNotEqualTo(first);
        assertThat(data.trainingBatch(16, 5, 7, 1).inputs()).isNotEqualTo(first);
    }

    @Test
    void validationWindowsCoverTheirPartOnce() {
        PreparedData data = prepare(bytes(280), documents(0.1, 42, DataSpec.Packing.STREAM));
        Batch all = data.validationBatch(0, data.validationWindows());
        for (int i = 0; i < all.inputs().length; i++) {
            assertThat(all.inputs()[i]).isEqualTo(data.validation().get(i));
            assertThat(all.targets()[i]).isEqualTo(data.validation().get(i + 1));
        }
        assertThat(data.validation().length() - all.inputs().length).isBetween(1, CONTEXT);
        assertThat(data.validationBatch(1, 1).inputs())
                .containsExactly(Arrays.copyOfRange(all.inputs(), CONTEXT, 2 * CONTEXT));
    }

    @Test
    void aTextOfExactlyOneWindowIsEnough() throws IOException {
        Files.writeString(project.resolve("short.txt"), "q".repeat(18));
        Json.write(project.resolve("bytes.json"), BpeTrainer.train(List.of(), 257, List.of(), Progress.NONE));
        VocabularySpec vocabulary = new VocabularySpec(
                new TokenizerSource.TokenizerFile("bytes.json"), VocabularySpec.TokenOrder.FREQUENCY, 0);
        PreparedData data = prepare(
                vocabulary,
                new DataSpec(
                        new TextSource.TextFile("short.txt", "", 0),
                        0.5,
                        DataSpec.Split.TAIL,
                        0,
                        DataSpec.Packing.STREAM));
        assertThat(data.validationWindows()).isEqualTo(1);
        assertThat(data.trainingBatch(3, 1, 1, 0).targets()).containsOnly(0);
    }
}
