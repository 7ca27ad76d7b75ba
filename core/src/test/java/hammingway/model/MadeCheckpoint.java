package hammingway.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.math.SplitRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A model folder of our own making, which tests damage before it is written: any type of values, any number of files. */
final class MadeCheckpoint {
    /** A tensor to be written: the type is a claim of the header, the values are what there is. */
    record Stored(String dtype, long[] shape, float[] values) {
        byte[] bytes() {
            ByteBuffer out = ByteBuffer.allocate(values.length * (dtype.equals("F32") || dtype.equals("I32") ? 4 : 2))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (float v : values) {
                switch (dtype) {
                    case "F16" -> out.putShort(Float.floatToFloat16(v));
                    case "BF16" -> out.putShort((short) (Float.floatToRawIntBits(v) >>> 16));
                    default -> out.putFloat(v);
                }
            }
            return out.array();
        }
    }

    final ObjectNode config;
    /** By name; the file that each is in by name of file. */
    final Map<String, Map<String, Stored>> files = new LinkedHashMap<>();

    /** A Llama of one block: 2 heads of 4 numbers, 1 of keys and values, V = 20, all values within (-1, 1). */
    MadeCheckpoint(Weights weights, String dtype) {
        config = (ObjectNode) Json.parse(Path.of("config.json"), """
                {"model_type": "llama", "hidden_size": 8, "intermediate_size": 12, "num_hidden_layers": 1,
                 "num_attention_heads": 2, "num_key_value_heads": 1, "max_position_embeddings": 16, "vocab_size": 20,
                 "rms_norm_eps": 1e-5, "hidden_act": "silu", "tie_word_embeddings": true}""");
        SplitRandom random = new SplitRandom(3);
        Map<String, Stored> all = new LinkedHashMap<>();
        for (Weight weight : weights.all()) {
            for (Weight.Part part : weight.parts()) {
                all.put("model." + part.name(), stored(random, dtype, part.shape()));
            }
        }
        files.put("model.safetensors", all);
    }

    private static Stored stored(SplitRandom random, String dtype, long... shape) {
        int n = 1;
        for (long s : shape) {
            n *= (int) s;
        }
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return new Stored(dtype, shape, values);
    }

    Map<String, Stored> tensors() {
        return files.values().iterator().next();
    }

    Stored tensor(String name) {
        return Objects.requireNonNull(tensors().get(name), name);
    }

    /** Puts the tensors into two files, by turns, with an index that {@code edit} may spoil. */
    void shard(Path folder, Consumer<ObjectNode> edit) {
        Map<String, Stored> all = Map.copyOf(tensors());
        files.clear();
        ObjectNode index = Json.object();
        ObjectNode map = index.putObject("weight_map");
        int i = 0;
        for (Map.Entry<String, Stored> e : all.entrySet()) {
            String name = "model-0000" + (1 + i++ % 2) + "-of-00002.safetensors";
            files.computeIfAbsent(name, n -> new LinkedHashMap<>()).put(e.getKey(), e.getValue());
            map.put(e.getKey(), name);
        }
        edit.accept(map);
        Json.write(folder.resolve("model.safetensors.index.json"), index);
    }

    void write(Path folder) {
        Json.write(folder.resolve("config.json"), config);
        files.forEach((name, tensors) -> write(folder.resolve(name), tensors));
    }

    private static void write(Path file, Map<String, Stored> tensors) {
        ObjectNode header = Json.object();
        int end = 0;
        for (Map.Entry<String, Stored> e : tensors.entrySet()) {
            ObjectNode node = header.putObject(e.getKey());
            node.put("dtype", e.getValue().dtype());
            var shape = node.putArray("shape");
            for (long n : e.getValue().shape()) {
                shape.add(n);
            }
            int begin = end;
            end += e.getValue().bytes().length;
            node.putArray("data_offsets").add(begin).add(end);
        }
        byte[] json = Json.line(header).getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + json.length + end).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(json.length).put(json);
        tensors.values().forEach(t -> out.put(t.bytes()));
        try {
            Files.write(file, out.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
