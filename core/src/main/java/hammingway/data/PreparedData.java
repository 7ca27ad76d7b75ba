package hammingway.data;

import hammingway.math.SplitRandom;
import hammingway.vocab.Vocabulary;
import java.util.Arrays;
import java.util.Optional;

/**
 * A text ready for training: vocabulary and token shards.
 *
 * @param bytesPerToken bytes of the validation text per token, for bits per byte
 * @param hash          tells text, vocabulary and packing apart; recorded with each run
 * @param foldedTraining share of training tokens that became the folded id, padding left out
 * @param instructions   what is known of prompts and answers, where the text is made of them
 */
public record PreparedData(
        Vocabulary vocabulary,
        TokenShard training,
        TokenShard validation,
        DataSpec.Packing packing,
        int context,
        double bytesPerToken,
        String hash,
        double foldedTraining,
        Optional<InstructionSet> instructions) {

    /**
     * The same vocabulary with another text to validate on: its windows follow each other without a gap, whatever the packing.
     *
     * @param ids   of the vocabulary
     * @param bytes of the text
     */
    public PreparedData validatedOn(int[] ids, long bytes) {
        return new PreparedData(
                vocabulary,
                training,
                TokenShard.of(ids),
                DataSpec.Packing.STREAM,
                context,
                (double) bytes / Math.max(1, ids.length),
                hash,
                foldedTraining,
                Optional.empty());
    }

    /** The windows of one forward pass: drawn at random from the seed, the step and the part of the step alone. */
    public Batch trainingBatch(int size, long seed, long step, int part) {
        SplitRandom random = SplitRandom.of(seed, "batch", step * 65_536 + part);
        int[] starts = new int[size];
        for (int i = 0; i < size; i++) {
            starts[i] = switch (packing) {
                case STREAM -> random.nextInt(training.length() - context);
                case PADDED -> random.nextInt(training.length() / (context + 1)) * (context + 1);
            };
        }
        return batch(training, starts);
    }

    /** Number of training windows that lie side by side; they follow each other as those of validation do. */
    public int trainingWindows() {
        return windows(training);
    }

    /** Training windows of these numbers. */
    public Batch trainingWindows(int... numbers) {
        return batch(training, Arrays.stream(numbers).map(n -> n * stride()).toArray());
    }

    /** Numbers of the windows of one forward pass, drawn as those of {@link #trainingBatch} are, where windows lie side by side. */
    public int[] drawn(int size, long seed, long step, int part) {
        SplitRandom random = SplitRandom.of(seed, "batch", step * 65_536 + part);
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = random.nextInt(trainingWindows());
        }
        return numbers;
    }

    private int stride() {
        return packing == DataSpec.Packing.STREAM ? context : context + 1;
    }

    private int windows(TokenShard shard) {
        return switch (packing) {
            case STREAM -> (shard.length() - 1) / context;
            case PADDED -> shard.length() / (context + 1);
        };
    }

    /** Number of validation windows; they follow each other without overlap of targets. */
    public int validationWindows() {
        return windows(validation);
    }

    /** Validation windows {@code from} to {@code from + size - 1}. */
    public Batch validationBatch(int from, int size) {
        int[] starts = new int[size];
        for (int i = 0; i < size; i++) {
            starts[i] = (from + i) * stride();
        }
        return batch(validation, starts);
    }

    private Batch batch(TokenShard shard, int[] starts) {
        long[] inputs = new long[starts.length * context];
        long[] targets = new long[starts.length * context];
        float[] weights = new float[starts.length * context];
        for (int i = 0; i < starts.length; i++) {
            shard.copy(starts[i], inputs, i * context, context);
            shard.copy(starts[i] + 1, targets, i * context, context);
            for (int t = 0; t < context; t++) {
                weights[i * context + t] = shard.weight(starts[i] + 1 + t);
            }
        }
        return new Batch(inputs, targets, weights, starts.length, context);
    }
}
