package hammingway.run;

import hammingway.code.Codebook;
import hammingway.code.decode.UnigramPrior;
import hammingway.head.DecisionLayer;
import hammingway.model.Tuning;
import hammingway.model.checkpoint.RowOrder;
import hammingway.torch.PartsLoader;
import hammingway.torch.Safetensors;
import hammingway.torch.SafetensorsWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code hammingway_head.safetensors}: a decision layer that Hugging Face's library does not have, and its codebook, beside a model's own
 * files. Rows that belong to tokens stand in the order of the tokenizer's ids.
 */
final class HeadFile {
    static final String NAME = "hammingway_head.safetensors";

    private static final String PREFIX = "hammingway_head.";

    private final List<SafetensorsWriter.Entry> entries = new ArrayList<>();

    private HeadFile() {}

    /**
     * What of a run's head does not go into the model itself.
     *
     * @param whole  whether that is all of it: of a softmax whose matrix the model has, it is a bias at most
     * @param order  our token for each of the tokenizer's
     * @param counts of our tokens in the training text
     */
    static HeadFile of(
            RunSpec spec, Safetensors trained, Optional<Codebook> codebook, boolean whole, int[] order, long[] counts) {
        HeadFile file = new HeadFile();
        DecisionLayer layer = spec.head().layer();
        boolean ofTokens = codebook.isEmpty();
        if (whole) {
            for (String name : trained.names()) {
                if (name.startsWith(Tuning.HEAD)) {
                    file.add(trained, name, ofTokens, order);
                }
            }
        } else if (layer instanceof DecisionLayer.Softmax s && s.bias()) {
            file.add(trained, Tuning.HEAD + "bias", true, order);
        }
        codebook.ifPresent(c -> file.codebook(c, order));
        if (spec.head().unigramPrior()) {
            file.prior(UnigramPrior.of(counts), order);
        }
        return file;
    }

    private void add(Safetensors trained, String name, boolean ofTokens, int[] order) {
        long[] shape = trained.shape(name);
        int columns = shape.length == 1 ? 1 : Math.toIntExact(shape[1]);
        PartsLoader.Parts plain = (from, into, count) -> trained.read(name, from, into, 0, count);
        PartsLoader.Parts values = ofTokens ? new RowOrder(order, columns).of(plain) : plain;
        entries.add(new SafetensorsWriter.Entry(
                PREFIX + name.substring(Tuning.HEAD.length()), SafetensorsWriter.Type.F32, shape, values));
    }

    private void codebook(Codebook codebook, int[] order) {
        int n = codebook.length();
        entries.add(new SafetensorsWriter.Entry(
                "hammingway.codebook",
                SafetensorsWriter.Type.U8,
                new long[] {codebook.size(), n},
                (from, into, count) -> {
                    for (int i = 0; i < count; i++) {
                        int row = order[(int) ((from + i) / n)];
                        into[i] = codebook.bits().get(row, (int) ((from + i) % n)) ? 1 : 0;
                    }
                }));
    }

    private void prior(float[] prior, int[] order) {
        entries.add(new SafetensorsWriter.Entry(
                "hammingway.prior", SafetensorsWriter.Type.F32, new long[] {prior.length}, (from, into, count) -> {
                    for (int i = 0; i < count; i++) {
                        into[i] = prior[order[(int) from + i]];
                    }
                }));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    long bytes() {
        return entries.stream().mapToLong(SafetensorsWriter.Entry::bytes).sum();
    }

    void write(Path folder) {
        SafetensorsWriter.write(
                folder.resolve(NAME), entries, Map.of("format", "pt", "hammingway", "1"), (tensor, bytes) -> {});
    }
}
