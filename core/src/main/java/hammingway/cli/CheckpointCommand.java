package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.model.Backbone;
import hammingway.model.ModelConfig;
import hammingway.model.Opt;
import hammingway.model.checkpoint.CheckpointFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "checkpoint",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what a Hugging Face model folder is, and what keeps a run from starting from it. Only config.json and the beginnings of"
                    + " the .safetensors files are read; pickles never are.",
            "Exit code 1: there are problems."
        },
        footer = {"", "Example: checkpoint models/TinyLlama-1.1B --json"})
final class CheckpointCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Parameters(
            index = "0",
            paramLabel = "FOLDER",
            description = "With config.json and model.safetensors, or its shards")
    private Path folder;

    @Option(names = "--values", description = "Read all weights as well, to see that they are finite")
    private boolean values;

    @Option(names = "--json", description = "Print it as JSON; backbone can stand in a run's specification")
    private boolean json;

    @Override
    public Integer call() {
        CheckpointFolder found = look();
        if (json) {
            main.out().printf("%s", Json.pretty(found.toJson()));
        } else {
            print(found, main.out());
        }
        return found.problems().isEmpty() ? 0 : 1;
    }

    private CheckpointFolder look() {
        Path absolute = folder.toAbsolutePath().normalize(); // in a specification names are relative to the project
        if (!values || json) {
            return CheckpointFolder.of(absolute, values, Progress.NONE);
        }
        try (LiveLine line = new LiveLine(main.out())) {
            return CheckpointFolder.of(absolute, true, line);
        }
    }

    private static void print(CheckpointFolder found, PrintWriter out) {
        found.model().ifPresent(m -> out.println(shape(m)));
        found.stored()
                .ifPresent(s -> out.println(String.format(
                        Locale.ROOT,
                        "%,d parameters in %s, %s in %s",
                        s.parameters(),
                        String.join(" and ", s.dtypes()),
                        size(s.bytes()),
                        count(s.files().size(), "file"))));
        out.println(found.tokenizer() ? "With a tokenizer.json" : "Without a tokenizer.json, which a run needs");
        found.problems().forEach(p -> out.println("Problem: " + Main.printable(p)));
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private static String size(long bytes) {
        return bytes >= 1e9
                ? String.format(Locale.ROOT, "%.2f GB", bytes / 1e9)
                : bytes >= 1e6
                        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                        : String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }

    private static String shape(ModelConfig m) {
        Backbone b = m.backbone();
        int keys = CheckpointFolder.keyHeads(b);
        String blocks = b instanceof Opt o && o.projected() ? " (" + o.blocks() + " within blocks)" : "";
        return String.format(
                Locale.ROOT,
                "%s, %s, d = %d%s, %s%s, %,d positions%nV = %,d, %s",
                b.family(),
                count(b.layers(), "layer"),
                b.width(),
                blocks,
                count(b.heads(), "head"),
                keys == b.heads() ? "" : ", " + keys + " of keys and values",
                CheckpointFolder.positions(b),
                m.vocabulary(),
                m.tied() ? "the output matrix is the embedding" : "with an output matrix of its own");
    }
}
