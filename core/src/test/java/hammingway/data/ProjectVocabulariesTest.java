package hammingway.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.Python;
import hammingway.SharedFolder;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import hammingway.vocab.BpeTrainer;
import hammingway.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vocabularies that enter a project without a run. */
class ProjectVocabulariesTest {
    private static final String TEXT = String.join("\n", new StoryCorpus().stories(30_000, 1));

    @TempDir
    Path folder;

    private ProjectVocabularies vocabularies() {
        return new ProjectVocabularies(folder.resolve("project"));
    }

    private Path tokenizer(String name, int size) {
        Path file = folder.resolve(name);
        Json.write(file, BpeTrainer.train(List.of(TEXT), size, List.of("<|endoftext|>"), Progress.NONE));
        return file;
    }

    private Path checkpoint(String name, String config) throws IOException {
        tokenizer(name + "/tokenizer.json", 280);
        Files.writeString(folder.resolve(name).resolve("config.json"), config);
        Files.writeString(folder.resolve(name).resolve("pytorch_model.bin"), "\u0080 a pickle that nobody reads");
        return folder.resolve(name);
    }

    private TextSource text(String content) throws IOException {
        Path file = folder.resolve("text.txt");
        Files.writeString(file, content);
        return new TextSource.TextFile(file.toString(), "", 0);
    }

    private String add(VocabularySource source, String... name) {
        return vocabularies().add(source, Stream.of(name).findFirst(), Progress.NONE);
    }

    private List<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(vocabularies().folder(name))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aTokenizerAloneGivesItsTokensWithoutCounts() throws Exception {
        Path file = tokenizer("mine.json", 280);
        String name = add(new VocabularySource.TokenizerAlone(file));
        assertThat(name).matches("mine-[0-9a-f]{8}");
        Vocabulary words = vocabularies().read(name);
        assertThat(words.size()).isEqualTo(280);
        assertThat(words.counted()).isFalse();
        assertThat(words.display(0)).isEqualTo("<|endoftext|>");
        assertThat(Stream.iterate(0, i -> i + 1).limit(280).map(words::display)).contains("\u2423the", "\u2423to");
        assertThat(vocabularies().facts(name))
                .isEqualTo(new VocabularyFacts(name, 280, false, false, file.toString(), Optional.empty()));
        assertThat(files(name)).containsExactly("counts.csv", "data.json", "tokenizer.json");
    }

    @Test
    void theSameContentIsTheSameFolderWhateverItsName() throws Exception {
        String first = add(new VocabularySource.TokenizerAlone(tokenizer("mine.json", 280)));
        Files.copy(folder.resolve("mine.json"), folder.resolve("copy.json"));
        assertThat(add(new VocabularySource.TokenizerAlone(folder.resolve("copy.json"))))
                .isEqualTo(first);
        assertThat(add(new VocabularySource.TokenizerAlone(tokenizer("other.json", 290))))
                .isNotEqualTo(first);
        String text = add(VocabularySource.Text.trained(text(TEXT), 300));
        Files.move(folder.resolve("text.txt"), folder.resolve("moved.txt"));
        TextSource moved = new TextSource.TextFile(folder.resolve("moved.txt").toString(), "", 0);
        assertThat(add(VocabularySource.Text.trained(moved, 300))).isEqualTo(text);
        assertThat(vocabularies().names()).hasSize(3);
    }

    @Test
    void aCheckpointHasAsManyTokensAsItsOutputLayer() throws Exception {
        Path gpt2 = checkpoint("small", "{\"model_type\": \"gpt2\", \"vocab_size\": 320, \"n_embd\": 48}");
        String name = add(new VocabularySource.Checkpoint(gpt2), "host");
        assertThat(name).isEqualTo("host");
        Vocabulary words = vocabularies().read(name);
        assertThat(words.size()).isEqualTo(320);
        assertThat(words.named(279)).isTrue();
        assertThat(words.named(280)).isFalse();
        assertThat(words.display(300)).isEqualTo("(unused 300)");
        assertThat(words.tokenizerSize()).isEqualTo(320);
        VocabularyFacts facts = vocabularies().facts(name);
        assertThat(facts.tokens()).isEqualTo(320);
        assertThat(facts.model()).contains(new CheckpointConfig("gpt2", 48, 320, true));
    }

    @Test
    void aConfigurationIsReadAsItsArchitectureWritesIt() throws Exception {
        Path llama = checkpoint("llama", "{\"model_type\": \"llama\", \"vocab_size\": 280, \"hidden_size\": 64}");
        assertThat(CheckpointConfig.read(llama)).isEqualTo(new CheckpointConfig("llama", 64, 280, false));
        Path opt = checkpoint(
                "opt",
                "{\"model_type\": \"opt\", \"vocab_size\": 280, \"hidden_size\": 48, \"word_embed_proj_dim\": 32}");
        assertThat(CheckpointConfig.read(opt).width()).isEqualTo(32);
        Path inside = checkpoint(
                "inside",
                "{\"model_type\": \"gemma3\", \"text_config\": {\"vocab_size\": 300, \"hidden_size\": 24, \"tie_word_embeddings\": false}}");
        assertThat(CheckpointConfig.read(inside)).isEqualTo(new CheckpointConfig("gemma3", 24, 300, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"vocab_size\": \"280\", \"n_embd\": 4}",
                "{\"vocab_size\": 280}",
                "{\"vocab_size\": -1, \"n_embd\": 4}",
                "{\"vocab_size\": 2000000000, \"n_embd\": 4}",
                "{\"vocab_size\": 280, \"n_embd\": 4",
                "[]",
                ""
            })
    void aWrongConfigurationIsToldAndNothingIsLeft(String config) throws Exception {
        Path wrong = checkpoint("wrong", config);
        assertThatThrownBy(() -> add(new VocabularySource.Checkpoint(wrong)))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("config.json");
        assertThat(vocabularies().names()).isEmpty();
    }

    @Test
    void aTextIsCountedAndKept() throws Exception {
        String name = add(VocabularySource.Text.trained(text(TEXT), 300), "shakes");
        Vocabulary words = vocabularies().read(name);
        assertThat(words.counted()).isTrue();
        assertThat(words.count(0)).isGreaterThanOrEqualTo(words.count(1));
        assertThat(vocabularies().facts(name).text()).isTrue();
        assertThat(files(name)).contains("training.npy", "validation.npy");
        PreparedData data = DataPreparation.open(vocabularies().folder(name));
        long total = 0;
        for (long c : data.vocabulary().counts()) {
            total += c;
        }
        assertThat(total).isEqualTo(data.training().length());
    }

    @Test
    void aTextIsCountedWithTheTokensOfACheckpoint() throws Exception {
        Path gpt2 = checkpoint("small", "{\"model_type\": \"gpt2\", \"vocab_size\": 320, \"n_embd\": 48}");
        String host = add(new VocabularySource.Checkpoint(gpt2));
        String counted = add(new VocabularySource.TextAs(text(TEXT), host), "counted");
        Vocabulary words = vocabularies().read(counted);
        Vocabulary tokens = vocabularies().read(host);
        assertThat(words.size()).isEqualTo(320);
        assertThat(words.counted()).isTrue();
        for (int id = 0; id < 320; id++) {
            assertThat(words.display(id)).isEqualTo(tokens.display(id));
        }
        assertThat(vocabularies().facts(counted).tokens()).isEqualTo(320);
    }

    @Test
    void aNameIsOneVocabularyOnly() throws Exception {
        String name = add(new VocabularySource.TokenizerAlone(tokenizer("a.json", 280)), "words");
        assertThat(add(new VocabularySource.TokenizerAlone(folder.resolve("a.json")), "words"))
                .isEqualTo(name);
        Path other = tokenizer("b.json", 290);
        assertThatThrownBy(() -> add(new VocabularySource.TokenizerAlone(other), "words"))
                .hasMessageContaining("is taken");
        TextSource text = text(TEXT);
        assertThatThrownBy(() -> add(VocabularySource.Text.trained(text, 300), "words"))
                .hasMessageContaining("is taken");
        assertThat(vocabularies().read("words").size()).isEqualTo(280);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", ".hidden", "a b", "x.tmp"})
    void aNameThatIsNoFolderIsRefused(String name) throws Exception {
        Path file = tokenizer("mine.json", 280);
        assertThatThrownBy(() -> add(new VocabularySource.TokenizerAlone(file), name))
                .hasMessageContaining("cannot be the name");
        assertThat(Files.exists(folder.resolve("project"))).isFalse();
    }

    @Test
    void whatIsCancelledLeavesNothing() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Progress soon = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return looks.incrementAndGet() > 1;
            }
        };
        Path file = tokenizer("mine.json", 280);
        assertThatThrownBy(() -> vocabularies().add(new VocabularySource.TokenizerAlone(file), Optional.empty(), soon))
                .isInstanceOf(Progress.CancelledException.class);
        assertThat(Files.exists(folder.resolve("project/vocabularies"))).isFalse();
    }

    @Test
    void aDamagedVocabularyHindersNoOther() throws Exception {
        String good = add(new VocabularySource.TokenizerAlone(tokenizer("a.json", 280)));
        String bad = add(new VocabularySource.TokenizerAlone(tokenizer("b.json", 290)));
        Path facts = vocabularies().folder(bad).resolve("data.json");
        Files.writeString(facts, "{");
        assertThatThrownBy(() -> vocabularies().facts(bad)).hasMessageContaining("data.json");
        assertThat(vocabularies().facts(good).tokens()).isEqualTo(280);
        assertThat(add(new VocabularySource.TokenizerAlone(folder.resolve("a.json"))))
                .isEqualTo(good);
        ObjectNode without = Json.object();
        Files.writeString(facts, Json.pretty(without));
        assertThatThrownBy(() -> vocabularies().read(bad)).hasMessageContaining("vocabulary");
    }

    @Test
    void pythonReadsWhatWasAdded() throws Exception {
        String name = add(VocabularySource.Text.trained(text(TEXT), 300));
        String told = Python.numpy(
                "import csv\nf = sys.argv[1]\n"
                        + "rows = list(csv.DictReader(open(f + '/counts.csv', encoding='utf-8', newline='')))\n"
                        + "facts = json.load(open(f + '/data.json'))\n"
                        + "t = np.load(f + '/training.npy')\n"
                        + "same = all(int(r['count']) == int((t == int(r['id'])).sum()) for r in rows)\n"
                        + "print(len(rows), facts['tokens'], same)",
                vocabularies().folder(name));
        int tokens = vocabularies().facts(name).tokens();
        assertThat(told).isEqualTo(tokens + " " + tokens + " True");
    }

    @Test
    void gpt2sTokenizerIsTakenWhole() {
        String name = add(new VocabularySource.TokenizerAlone(SharedFolder.require("data/gpt2-tokenizer.json")));
        Vocabulary words = vocabularies().read(name);
        assertThat(words.size()).isEqualTo(50_257);
        assertThat(words.display(464)).isEqualTo("The");
        assertThat(words.display(262)).isEqualTo("\u2423the");
        assertThat(words.display(50_256)).isEqualTo("<|endoftext|>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt2-tied", "gpt2-untied", "llama-sharded-bf16", "llama3-scaled", "opt-projected", "qwen2"})
    void checkpointsOfManyArchitecturesAreTaken(String kind) {
        Path checkpoint = SharedFolder.require("reference/checkpoints/" + kind);
        VocabularyFacts facts = vocabularies().facts(add(new VocabularySource.Checkpoint(checkpoint)));
        assertThat(facts.tokens()).isEqualTo(512);
        assertThat(facts.model()).hasValueSatisfying(m -> {
            assertThat(m.vocabulary()).isEqualTo(512);
            assertThat(m.tied()).isEqualTo(!kind.equals("gpt2-untied") && !kind.equals("llama-sharded-bf16"));
            assertThat(m.width()).isBetween(32, 64);
        });
    }
}
