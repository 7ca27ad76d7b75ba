package hammingway.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.vocab.Tokenizer;
import hammingway.vocab.TokenizerSource;
import hammingway.vocab.Vocabulary;
import hammingway.vocab.VocabularyFolder;
import hammingway.vocab.VocabularySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes the data of a run, or finds them made. Everything lies in {@code vocabularies/<kind>-<hash>/}: {@code tokenizer.json},
 * {@code counts.csv}, {@code training.npy}, {@code validation.npy}, {@code data.json}; of instructions what {@link InstructionSet} tells. The hash covers the specifications and
 * the text itself. The folder is built under a temporary name and moved into place, so two processes may prepare the same.
 */
public final class DataPreparation {
    private static final String TRAINING = "training.npy";
    private static final String VALIDATION = "validation.npy";

    private final Path project;
    private final VocabularySpec vocabulary;
    private final DataSpec data;
    private final int context;
    private final Wish wish;
    private final Progress progress;

    /**
     * What the data of a run leave open.
     *
     * @param name    of the folder; one by kind and hash otherwise
     * @param tokens  V, of a model's output layer with more rows than its tokenizer has tokens; 0: the tokenizer's
     * @param content recorded as {@code content}, so that the same is not prepared twice; empty: nothing is recorded
     */
    record Wish(Optional<String> name, int tokens, String content) {
        static final Wish NONE = new Wish(Optional.empty(), 0, "");
    }

    private DataPreparation(
            Path project, VocabularySpec vocabulary, DataSpec data, int context, Wish wish, Progress progress) {
        this.project = project;
        this.vocabulary = vocabulary;
        this.data = data;
        this.context = context;
        this.wish = wish;
        this.progress = progress;
    }

    public static PreparedData prepare(
            Path project, VocabularySpec vocabulary, DataSpec data, int context, Progress progress) {
        DataPreparation preparation = new DataPreparation(project, vocabulary, data, context, Wish.NONE, progress);
        return preparation.read(preparation.make());
    }

    /**
     * The data of a run as they were prepared, if they lie there still: the text, which may be long or gone, is not read again.
     *
     * @param hash of {@link PreparedData}, as the run recorded it
     */
    public static Optional<PreparedData> prepared(
            Path project, VocabularySpec vocabulary, DataSpec data, int context, String hash) {
        Path folder = folder(project, vocabulary, hash);
        Path facts = folder.resolve("data.json");
        return Files.exists(facts) && Json.read(facts).path("sha256").asText().equals(hash)
                ? Optional.of(
                        new DataPreparation(project, vocabulary, data, context, Wish.NONE, Progress.NONE).read(folder))
                : Optional.empty();
    }

    /** Prepares a stream of tokens that no run has asked for. @return its folder */
    static Path prepare(Path project, VocabularySpec vocabulary, DataSpec data, Wish wish, Progress progress) {
        return new DataPreparation(project, vocabulary, data, 1, wish, progress).make();
    }

    /** Opens a stream of tokens as it was prepared, whatever became of its text since. */
    public static PreparedData open(Path folder) {
        Path file = folder.resolve("data.json");
        JsonNode facts = Json.read(file);
        VocabularySpec words = SpecCodec.read(VocabularySpec.class, facts.path("vocabulary"), file + ", vocabulary");
        DataSpec data = SpecCodec.read(DataSpec.class, facts.path("data"), file + ", data");
        return new DataPreparation(folder, words, data, 1, Wish.NONE, Progress.NONE).read(folder);
    }

    private Path make() {
        progress.update(0, "Reading text");
        Corpus corpus = corpus();
        String hash = hash(corpus);
        Path folder = wish.name()
                .map(n -> project.resolve("vocabularies").resolve(n))
                .orElseGet(() -> folder(project, vocabulary, hash));
        Path facts = folder.resolve("data.json");
        if (!Files.exists(facts)) {
            WholeFolder.make(folder, "data.json", temporary -> fill(corpus, hash, temporary));
        } else if (wish.name().isPresent()
                && !Json.read(facts).path("sha256").asText().equals(hash)) {
            throw ProjectVocabularies.taken(folder);
        }
        return folder;
    }

    private Corpus corpus() {
        return switch (data.source()) {
            case TextSource.Stories s -> new PlainCorpus(s.documents(project), data, context);
            case TextSource.TextFile f -> new PlainCorpus(f.documents(project), data, context);
            case TextSource.JsonLines j -> new PlainCorpus(j.documents(project), data, context);
            case TextSource.Instructions i -> InstructionCorpus.read(project, i, data, context);
        };
    }

    /**
     * Where prepared data lie.
     *
     * @param hash of {@link PreparedData}
     */
    public static Path folder(Path project, VocabularySpec vocabulary, String hash) {
        return project.resolve("vocabularies").resolve(label(vocabulary) + "-" + hash.substring(0, 8));
    }

    private static String label(VocabularySpec vocabulary) {
        return switch (vocabulary.tokenizer()) {
            case TokenizerSource.TrainBpe bpe -> "bpe-" + bpe.size();
            case TokenizerSource.TokenizerFile file -> "tokenizer";
        };
    }

    private String hash(Corpus corpus) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Json.line(SpecCodec.write(vocabulary)).getBytes(StandardCharsets.UTF_8));
            digest.update(Json.line(SpecCodec.write(data)).getBytes(StandardCharsets.UTF_8));
            if (data.packing() == DataSpec.Packing.PADDED) {
                digest.update(Integer.toString(context).getBytes(StandardCharsets.UTF_8));
            }
            if (vocabulary.tokenizer() instanceof TokenizerSource.TokenizerFile file) {
                digest.update(tokenizerFile(TextSource.resolve(project, file.path())));
            }
            if (wish.tokens() > 0) {
                digest.update(Integer.toString(wish.tokens()).getBytes(StandardCharsets.UTF_8));
            }
            corpus.addTo(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] tokenizerFile(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the tokenizer", file, e);
        }
    }

    private void fill(Corpus corpus, String hash, Path folder) {
        boolean all = vocabulary.tokenizer() instanceof TokenizerSource.TrainBpe bpe
                && bpe.trainedOn() == TokenizerSource.TrainBpe.TrainedOn.ALL;
        Path given = vocabulary.tokenizer() instanceof TokenizerSource.TokenizerFile file
                ? TextSource.resolve(project, file.path())
                : folder;
        try (Tokenizer tokenizer = VocabularyFolder.tokenizer(
                vocabulary.tokenizer(), corpus.documents(!all), corpus.specials(), given, folder, progress)) {
            Corpus.Encoded encoded = corpus.encode(tokenizer, progress);
            int[][] training = encoded.training();
            int[][] validation = encoded.validation();
            Vocabulary words = wish.tokens() > tokenizer.size()
                    ? VocabularyFolder.padded(wish.tokens(), tokenizer, training, folder)
                    : VocabularyFolder.number(vocabulary, tokenizer, training, folder);
            Corpus.Packed packed = encoded.pack(words);
            require(packed.training().length, "training");
            require(packed.validation().length, "validation");
            TokenShard.write(folder.resolve(TRAINING), packed.training(), words.size());
            TokenShard.write(folder.resolve(VALIDATION), packed.validation(), words.size());
            ObjectNode facts = Json.object();
            facts.put("sha256", hash);
            if (!wish.content().isEmpty()) {
                facts.put("content", wish.content());
            }
            facts.put("tokens", words.size()).put("counted", true);
            facts.set("vocabulary", SpecCodec.write(vocabulary));
            facts.set("data", SpecCodec.write(data));
            facts.put("trainingTokens", Corpus.count(training)).put("validationTokens", Corpus.count(validation));
            facts.put("validationBytesPerToken", packed.validationBytesPerToken());
            facts.put("foldedShareTraining", folded(words, training))
                    .put("foldedShareValidation", folded(words, validation));
            facts.put("unigramEntropyBits", words.unigramEntropyBits());
            packed.keep(folder, facts);
            Json.write(folder.resolve("data.json"), facts);
        }
    }

    private void require(int tokens, String part) {
        if (tokens < context + 1) {
            throw new WorkbenchException(
                    "The " + part + " part of " + data.source().label() + " has " + tokens + " tokens; one window of "
                            + context + " and its targets need " + (context + 1)
                            + ". Give more text, a larger share, or a shorter backbone.context.");
        }
    }

    private static double folded(Vocabulary words, int[][] documents) {
        if (words.foldedId().isEmpty()) {
            return 0;
        }
        int id = words.foldedId().getAsInt();
        long folded = Arrays.stream(documents)
                .mapToLong(d -> Arrays.stream(words.map(d)).filter(t -> t == id).count())
                .sum();
        return (double) folded / Math.max(1, Corpus.count(documents));
    }

    private PreparedData read(Path folder) {
        JsonNode facts = Json.read(folder.resolve("data.json"));
        Vocabulary words = VocabularyFolder.read(vocabulary, folder);
        TokenShard training = TokenShard.open(folder.resolve(TRAINING), words.size());
        TokenShard validation = TokenShard.open(folder.resolve(VALIDATION), words.size());
        Optional<InstructionSet> instructions = InstructionSet.of(folder, facts);
        if (instructions.isPresent()) {
            training = InstructionSet.marked(training, folder.resolve(InstructionSet.TRAINING_TARGETS));
            validation = InstructionSet.marked(validation, folder.resolve(InstructionSet.VALIDATION_TARGETS));
        }
        require(training.length(), "training");
        require(validation.length(), "validation");
        return new PreparedData(
                words,
                training,
                validation,
                data.packing(),
                context,
                facts.path("validationBytesPerToken").asDouble(),
                facts.path("sha256").asText(),
                facts.path("foldedShareTraining").asDouble(),
                instructions);
    }
}
