package hammingway.model.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.torch.SafetensorsWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code model.safetensors}, or several files with an index where one would be too large to be handled well. */
public final class ModelShards {
    /** What Hugging Face's library long took for the most of one file. */
    public static final long LARGEST = 5_000_000_000L;

    private static final String SINGLE = "model.safetensors";

    /** The library looks for the origin of a file here. */
    private static final Map<String, String> METADATA = Map.of("format", "pt");

    private ModelShards() {}

    /**
     * Writes the tensors of a model.
     *
     * @param largest bytes of tensors in a file, but for a tensor that is larger alone
     */
    public static void write(Path folder, List<SafetensorsWriter.Entry> entries, long largest, Progress progress) {
        long total = bytes(entries);
        SafetensorsWriter.Listener listener = new Told(total, progress)::written;
        List<List<SafetensorsWriter.Entry>> shards = shards(entries, largest);
        if (shards.size() == 1) {
            SafetensorsWriter.write(folder.resolve(SINGLE), entries, METADATA, listener);
            return;
        }
        ObjectNode index = Json.object();
        index.putObject("metadata").put("total_size", total);
        ObjectNode map = index.putObject("weight_map");
        for (int i = 0; i < shards.size(); i++) {
            String name = String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            SafetensorsWriter.write(folder.resolve(name), shards.get(i), METADATA, listener);
            shards.get(i).forEach(e -> map.put(e.name(), name));
        }
        Json.write(folder.resolve(SINGLE + ".index.json"), index);
    }

    /** Of all tensors in files. */
    public static long bytes(List<SafetensorsWriter.Entry> entries) {
        return entries.stream().mapToLong(SafetensorsWriter.Entry::bytes).sum();
    }

    private static List<List<SafetensorsWriter.Entry>> shards(List<SafetensorsWriter.Entry> entries, long largest) {
        List<List<SafetensorsWriter.Entry>> shards = new ArrayList<>();
        List<SafetensorsWriter.Entry> shard = new ArrayList<>();
        for (SafetensorsWriter.Entry entry : entries) {
            if (!shard.isEmpty() && bytes(shard) + entry.bytes() > largest) {
                shards.add(shard);
                shard = new ArrayList<>();
            }
            shard.add(entry);
        }
        shards.add(shard);
        return shards;
    }

    private static final class Told {
        private final long total;
        private final Progress progress;
        private long done;

        Told(long total, Progress progress) {
            this.total = total;
            this.progress = progress;
        }

        void written(String tensor, long bytes) {
            progress.check();
            done += bytes;
            progress.update((double) done / total, "Writing " + tensor);
        }
    }
}
