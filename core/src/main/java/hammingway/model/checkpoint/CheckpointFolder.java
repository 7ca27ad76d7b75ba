package hammingway.model.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.model.Backbone;
import hammingway.model.ConfigFile;
import hammingway.model.Llama;
import hammingway.model.ModelConfig;
import hammingway.model.Opt;
import hammingway.torch.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model folder is, told from its configuration and the headers of its files; and all that keeps it from being read.
 *
 * @param architecture {@code model_type} as the folder has it; empty where it cannot be read
 * @param model        the configuration, of a family that is read
 * @param stored       what the files hold, where they can be opened
 * @param tokenizer    whether a {@code tokenizer.json} lies beside, which runs need
 * @param problems     one sentence or more each; empty: a run can start from it
 */
public record CheckpointFolder(
        Path folder,
        String architecture,
        Optional<ModelConfig> model,
        Optional<Stored> stored,
        boolean tokenizer,
        List<String> problems) {
    /** Problems that are told; a file of another model has one for each tensor. */
    private static final int MOST = 20;

    /**
     * The weights as files hold them.
     *
     * @param dtypes     types of values, such as {@code BF16}, each once
     * @param parameters numbers, an output matrix of its own included, a tied one counted once
     * @param bytes      of the files
     * @param files      one, or the shards
     */
    public record Stored(List<String> dtypes, long parameters, long bytes, List<String> files) {}

    /** Reads no weight. */
    public static CheckpointFolder of(Path folder) {
        return of(folder, false, Progress.NONE);
    }

    /**
     * Looks at a folder.
     *
     * @param values whether all weights are read as well, to see that they are finite
     * @throws WorkbenchException only when there is no such folder; all else is a problem of it
     */
    public static CheckpointFolder of(Path folder, boolean values, Progress progress) {
        if (!Files.isDirectory(folder)) {
            throw new WorkbenchException(folder + " is no folder. Name the folder of a Hugging Face model, with"
                    + " config.json and model.safetensors.");
        }
        Look look = new Look(folder);
        look.atConfiguration();
        look.atFiles(values, progress);
        List<String> told =
                look.problems.size() <= MOST ? look.problems : new ArrayList<>(look.problems.subList(0, MOST));
        if (look.problems.size() > MOST) {
            told.add((look.problems.size() - MOST) + " more problems of this kind");
        }
        boolean tokenizer = Files.isRegularFile(folder.resolve("tokenizer.json"));
        return new CheckpointFolder(
                folder,
                look.architecture,
                look.model.map(Pretrained::config),
                look.stored,
                tokenizer,
                List.copyOf(told));
    }

    /** One reading, which goes on after a problem. */
    private static final class Look {
        private final Path folder;
        private final List<String> problems = new ArrayList<>();
        private String architecture = "";
        private Optional<Pretrained> model = Optional.empty();
        private Optional<Stored> stored = Optional.empty();

        Look(Path folder) {
            this.folder = folder;
        }

        void atConfiguration() {
            try {
                architecture = ConfigFile.of(folder).modelType();
                model = Optional.of(Pretrained.read(folder));
            } catch (WorkbenchException e) {
                problems.add(e.getMessage());
            }
        }

        void atFiles(boolean values, Progress progress) {
            try (Safetensors file = Safetensors.open(folder)) {
                model.ifPresent(m -> m.problems(file).forEach(p -> problems.add(p.getMessage())));
                stored = Optional.of(new Stored(
                        file.names().stream()
                                .map(file::dtype)
                                .distinct()
                                .sorted()
                                .toList(),
                        file.names().stream()
                                .filter(n -> !model.map(m -> m.unused(file, n)).orElse(false))
                                .mapToLong(file::items)
                                .sum(),
                        file.files().values().stream().mapToLong(b -> b).sum(),
                        file.files().keySet().stream()
                                .map(f -> String.valueOf(f.getFileName()))
                                .toList()));
                if (values) {
                    atValues(file, progress);
                }
            } catch (WorkbenchException e) {
                problems.add(e.getMessage());
            }
        }

        private void atValues(Safetensors file, Progress progress) {
            float[] part = new float[1 << 20];
            List<String> names = file.names().stream().filter(file::real).toList();
            for (int i = 0; i < names.size(); i++) {
                progress.check();
                progress.update((double) i / names.size(), "Reading " + names.get(i));
                try {
                    long items = file.items(names.get(i));
                    for (long from = 0; from < items; from += part.length) {
                        file.read(names.get(i), from, part, 0, (int) Math.min(part.length, items - from));
                    }
                } catch (WorkbenchException e) {
                    problems.add(e.getMessage());
                }
            }
        }
    }

    /** Heads of keys and values in a block. */
    public static int keyHeads(Backbone backbone) {
        return switch (backbone) {
            case Backbone.Gpt2 g -> g.heads();
            case Opt o -> o.heads();
            case Llama l -> l.keyHeads();
        };
    }

    /** Positions that the model is made for. */
    public static int positions(Backbone backbone) {
        return switch (backbone) {
            case Backbone.Gpt2 g -> g.positionRows();
            case Opt o -> o.positionRows() - Opt.PADDING_ROWS;
            case Llama l -> l.positions() == 0 ? l.context() : l.positions();
        };
    }

    /** For programs; {@code backbone} can stand in a run's specification as it is. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("folder", folder.toString()).put("architecture", architecture);
        model.ifPresent(m -> {
            Backbone b = m.backbone();
            json.put("family", b.family()).put("layers", b.layers()).put("heads", b.heads());
            json.put("keyValueHeads", keyHeads(b)).put("width", b.width()).put("positions", positions(b));
            json.put("vocabulary", m.vocabulary()).put("tied", m.tied());
        });
        stored.ifPresent(s -> {
            json.set("dtypes", texts(s.dtypes()));
            json.put("parameters", s.parameters()).put("bytes", s.bytes());
            json.set("files", texts(s.files()));
        });
        json.put("tokenizer", tokenizer);
        model.ifPresent(m -> json.set("backbone", SpecCodec.write((Record) m.backbone())));
        json.set("problems", texts(problems));
        return json;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode list = Json.mapper().createArrayNode();
        texts.forEach(list::add);
        return list;
    }
}
