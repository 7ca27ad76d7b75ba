package hammingway.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The vocabularies of a project, {@code vocabularies/<name>/}, made by runs or added without one. Each has {@code tokenizer.json},
 * {@code counts.csv} and {@code data.json}; those with a text {@code training.npy} and {@code validation.npy} too.
 */
public final class ProjectVocabularies {
    /** Longer names are refused by some file systems, and by people's eyes. */
    private static final int LONGEST_NAME = 80;

    private final Path project;

    /** @param project folder of the project */
    public ProjectVocabularies(Path project) {
        this.project = project;
    }

    private Path all() {
        return project.resolve("vocabularies");
    }

    public Path folder(String name) {
        return all().resolve(name);
    }

    /** Names of the vocabularies that are whole, in order. */
    public List<String> names() {
        if (!Files.isDirectory(all())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(all())) {
            return folders.filter(f ->
                            Files.isRegularFile(f.resolve("counts.csv")) && Files.isRegularFile(f.resolve("data.json")))
                    .map(f -> String.valueOf(f.getFileName()))
                    .filter(name -> !name.endsWith(AtomicFiles.TEMPORARY))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot list", all(), e);
        }
    }

    /** @throws WorkbenchException naming those there are, where there is none of that name */
    public String require(String name) {
        List<String> known = names();
        if (!known.contains(name)) {
            throw new WorkbenchException("The project " + project + " has no vocabulary \"" + name + "\". "
                    + (known.isEmpty()
                            ? "It has none yet: add one with vocabulary add, or do a run."
                            : "It has " + String.join(", ", known) + "."));
        }
        return name;
    }

    public VocabularyFacts facts(String name) {
        return VocabularyFacts.read(folder(require(name)));
    }

    public Vocabulary read(String name) {
        Path folder = folder(require(name));
        Path facts = folder.resolve("data.json");
        return VocabularyFolder.read(VocabularyFacts.spec(facts, Json.read(facts)), folder);
    }

    /**
     * Makes a vocabulary, or finds it made.
     *
     * @param name of its folder; one that tells its source otherwise
     * @return the name
     */
    public String add(VocabularySource source, Optional<String> name, Progress progress) {
        name.ifPresent(ProjectVocabularies::check);
        return switch (source) {
            case VocabularySource.TokenizerAlone t -> tokens(t.file(), t.file(), Optional.empty(), name, progress);
            case VocabularySource.Checkpoint c -> {
                Path file = c.folder().resolve("tokenizer.json");
                yield tokens(file, c.folder(), Optional.of(CheckpointConfig.read(c.folder())), name, progress);
            }
            case VocabularySource.Text t -> text(t.text(), t.tokenizer(), 0, name, progress);
            case VocabularySource.TextAs t -> {
                int tokens = facts(t.vocabulary()).tokens();
                TokenizerSource file =
                        new TokenizerSource.TokenizerFile("vocabularies/" + t.vocabulary() + "/tokenizer.json");
                Path facts = folder(t.vocabulary()).resolve("data.json");
                VocabularySpec like = VocabularyFacts.spec(facts, Json.read(facts));
                VocabularySpec spec = new VocabularySpec(file, like.order(), like.keep());
                int padded = like.order() == VocabularySpec.TokenOrder.TOKENIZER ? tokens : 0;
                yield text(t.text(), spec, padded, name, progress);
            }
        };
    }

    private static void check(String name) {
        if (!name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}._+-]*")
                || name.length() > LONGEST_NAME
                || name.endsWith(AtomicFiles.TEMPORARY)) {
            throw new WorkbenchException("\"" + name + "\" cannot be the name of a vocabulary. Allowed are up to "
                    + LONGEST_NAME + " letters, digits and . _ + -, a letter or digit first.");
        }
    }

    static WorkbenchException taken(Path folder) {
        return new WorkbenchException("The name " + folder.getFileName()
                + " is taken by another vocabulary of this project. Choose another name, or delete " + folder + ".");
    }

    private String tokens(
            Path file, Path source, Optional<CheckpointConfig> model, Optional<String> name, Progress progress) {
        progress.update(-1, "Reading the tokenizer");
        ObjectNode facts = Json.object();
        model.ifPresent(m -> facts.set("model", SpecCodec.write(m)));
        String hash =
                hash(List.of(bytes(file), (facts.isEmpty() ? "" : Json.line(facts)).getBytes(StandardCharsets.UTF_8)));
        Optional<String> known = known("sha256", hash, name);
        if (known.isPresent()) {
            return known.get();
        }
        String chosen = name.orElseGet(() -> stem(source) + "-" + hash.substring(0, 8));
        Path folder = folder(chosen);
        if (Files.exists(folder)) {
            throw taken(folder);
        }
        VocabularySpec spec = new VocabularySpec(
                new TokenizerSource.TokenizerFile("vocabularies/" + chosen + "/tokenizer.json"),
                VocabularySpec.TokenOrder.TOKENIZER,
                0);
        WholeFolder.make(folder, "data.json", temporary -> {
            progress.check();
            Vocabulary made = VocabularyFolder.uncounted(
                    file, model.map(CheckpointConfig::vocabulary).orElse(0), temporary);
            progress.check();
            facts.put("sha256", hash);
            facts.set("vocabulary", SpecCodec.write(spec));
            facts.set(
                    "source",
                    Json.object()
                            .put("kind", model.isPresent() ? "checkpoint" : "tokenizer")
                            .put("path", source.toAbsolutePath().normalize().toString()));
            facts.put("tokens", made.size()).put("counted", false);
            Json.write(temporary.resolve("data.json"), facts);
        });
        return chosen;
    }

    private String text(TextSource text, VocabularySpec spec, int tokens, Optional<String> name, Progress progress) {
        progress.update(-1, "Reading text");
        byte[] tokenizer = switch (spec.tokenizer()) {
            case TokenizerSource.TrainBpe bpe -> ("bpe " + bpe.size()).getBytes(StandardCharsets.UTF_8);
            case TokenizerSource.TokenizerFile file -> bytes(TextSource.resolve(project, file.path()));
        };
        String numbering = spec.order() + " " + spec.keep() + " " + tokens;
        List<byte[]> parts = new ArrayList<>(List.of(tokenizer, numbering.getBytes(StandardCharsets.UTF_8)));
        text.documents(project).forEach(d -> parts.add(d.getBytes(StandardCharsets.UTF_8)));
        String content = hash(parts);
        Optional<String> known = known("content", content, name);
        if (known.isPresent()) {
            return known.get();
        }
        DataSpec data = new DataSpec(text, 0.1, DataSpec.Split.TAIL, 42, DataSpec.Packing.STREAM);
        Path made =
                DataPreparation.prepare(project, spec, data, new DataPreparation.Wish(name, tokens, content), progress);
        return String.valueOf(made.getFileName());
    }

    /** The vocabulary of this content, whatever it is called; or of this name and content. */
    private Optional<String> known(String field, String hash, Optional<String> name) {
        return names().stream()
                .filter(n -> name.isEmpty() || name.get().equals(n))
                .filter(n -> recorded(n, field).equals(hash))
                .findFirst();
    }

    private String recorded(String name, String field) {
        try {
            return Json.read(folder(name).resolve("data.json")).path(field).asText();
        } catch (WorkbenchException e) {
            return ""; // a damaged folder is told where it is asked for, and hinders no other
        }
    }

    private static String stem(Path source) {
        Path absolute = source.toAbsolutePath().normalize();
        String last = String.valueOf(absolute.getFileName());
        // the name of most tokenizers says nothing; that of their folder does
        Path parent = absolute.getParent();
        String telling = last.equals("tokenizer.json") && parent != null && parent.getFileName() != null
                ? String.valueOf(parent.getFileName())
                : last.replaceFirst("\\.json$", "");
        String clean = telling.replaceAll("[^\\p{L}\\p{N}._+-]+", "-").replaceFirst("^[^\\p{L}\\p{N}_]+", "");
        return clean.isEmpty() ? "tokenizer" : clean.substring(0, Math.min(40, clean.length()));
    }

    private static byte[] bytes(Path tokenizer) {
        try {
            return Files.readAllBytes(tokenizer);
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the tokenizer", tokenizer, e);
        }
    }

    private static String hash(List<byte[]> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
