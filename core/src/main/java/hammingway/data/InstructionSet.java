package hammingway.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Doc;
import hammingway.base.FileFormatException;
import hammingway.base.Json;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Instructions as they were prepared: what became of them, and those that are held out, to be answered and compared. It lies in the folder
 * of the data: {@code training-targets.npy} and {@code validation-targets.npy}, 1 for the ids that count as targets, and
 * {@code validation-examples.jsonl}. Of the file that they came from nothing is needed any more.
 */
public final class InstructionSet {
    static final String TRAINING_TARGETS = "training-targets.npy";
    static final String VALIDATION_TARGETS = "validation-targets.npy";
    static final String FACTS = "instructions";
    private static final String EXAMPLES = "validation-examples.jsonl";

    private final Path folder;
    private final InstructionFacts facts;

    private InstructionSet(Path folder, InstructionFacts facts) {
        this.folder = folder;
        this.facts = facts;
    }

    /**
     * An example that a model may be asked.
     *
     * @param record    number of its record in the file, 1 for the first
     * @param promptIds ids of the vocabulary that stand before the last answer; the very ones that training puts there
     * @param prompt    their text, without the token that begins a record
     * @param answer    the reference: the last answer, without what the template ends it with
     */
    public record Example(
            @Doc("Number of the record") int record,
            @Doc("Ids of the prompt") List<Integer> promptIds,
            @Doc("The prompt") String prompt,
            @Doc("The reference answer") String answer) {
        Example(int record, int[] promptIds, String prompt, String answer) {
            this(record, java.util.Arrays.stream(promptIds).boxed().toList(), prompt, answer);
        }
    }

    /** @param json of the folder's {@code data.json} */
    static Optional<InstructionSet> of(Path folder, JsonNode json) {
        return json.path(FACTS).isObject()
                ? Optional.of(new InstructionSet(
                        folder,
                        SpecCodec.read(
                                InstructionFacts.class, json.path(FACTS), folder.resolve("data.json") + ", " + FACTS)))
                : Optional.empty();
    }

    static TokenShard marked(TokenShard ids, Path targets) {
        TokenShard marks = TokenShard.open(targets, 2);
        if (marks.length() != ids.length()) {
            throw new FileFormatException(
                    targets,
                    "",
                    marks.length() + " marks for " + ids.length() + " tokens",
                    "Delete the vocabulary's folder; it is made again.");
        }
        return ids.marked(marks);
    }

    public InstructionFacts facts() {
        return facts;
    }

    /** The id that ends an answer; none where the tokenizer has no such token, or the vocabulary did not keep it. */
    public OptionalInt end() {
        return facts.end().map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** The examples of the validation part, in its order; those that were dropped are not among them. */
    public List<Example> validationExamples() {
        return validationExamples(Integer.MAX_VALUE);
    }

    /** The first of them, at most so many; no more is read. */
    public List<Example> validationExamples(int most) {
        Path file = folder.resolve(EXAMPLES);
        List<Example> examples = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null && examples.size() < most; line = lines.readLine()) {
                String where = file + ", line " + (examples.size() + 1);
                examples.add(SpecCodec.read(Example.class, Json.mapper().readTree(line), where));
            }
        } catch (JsonProcessingException | SpecException e) {
            throw new FileFormatException(
                    file,
                    "line " + (examples.size() + 1),
                    "no example",
                    "Delete the vocabulary's folder; it is made again.");
        } catch (IOException e) {
            throw AtomicFiles.failure("Cannot read the examples", file, e);
        }
        return examples;
    }

    static void write(Path folder, List<Example> examples) {
        StringBuilder lines = new StringBuilder();
        for (Example example : examples) {
            ObjectNode json = SpecCodec.write(example);
            lines.append(Json.line(json)).append('\n');
        }
        AtomicFiles.writeString(folder.resolve(EXAMPLES), lines.toString());
    }
}
