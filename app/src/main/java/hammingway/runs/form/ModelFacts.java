package hammingway.runs.form;

import hammingway.model.Backbone;
import hammingway.model.ModelConfig;
import hammingway.model.checkpoint.CheckpointFolder;
import hammingway.run.estimate.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a pretrained model is, in lines for people. */
final class ModelFacts {
    /** A line: what is told, and what it is. */
    record Fact(String name, String value) {}

    private ModelFacts() {}

    static List<Fact> of(CheckpointFolder folder) {
        List<Fact> facts = new ArrayList<>();
        folder.model().ifPresent(m -> facts.add(new Fact("Family", m.backbone().family())));
        folder.stored().ifPresent(s -> facts.add(new Fact("Parameters", round(s.parameters()))));
        folder.model().ifPresent(m -> {
            facts.add(new Fact("Shape", shape(m.backbone())));
            facts.add(new Fact(
                    "Vocabulary",
                    String.format(
                            Locale.ROOT,
                            "V = %,d; %,d positions",
                            m.vocabulary(),
                            CheckpointFolder.positions(m.backbone()))));
        });
        folder.stored().ifPresent(s -> facts.add(new Fact("Stored as", stored(s))));
        folder.model().ifPresent(m -> facts.add(new Fact("Output", output(m))));
        return facts;
    }

    /** Such as {@code 1.32 billion}. */
    static String round(long n) {
        return n >= 1e9
                ? String.format(Locale.ROOT, "%.2f billion", n / 1e9)
                : n >= 1e5
                        ? String.format(Locale.ROOT, n >= 1e7 ? "%.0f million" : "%.2f million", n / 1e6)
                        : String.format(Locale.ROOT, "%,d", n);
    }

    private static String shape(Backbone b) {
        int keys = CheckpointFolder.keyHeads(b);
        return String.format(
                Locale.ROOT,
                "%d %s, d = %,d, %d heads%s",
                b.layers(),
                b.layers() == 1 ? "layer" : "layers",
                b.width(),
                b.heads(),
                keys == b.heads() ? "" : ", " + keys + " of keys and values");
    }

    private static String stored(CheckpointFolder.Stored s) {
        String files = s.files().size() == 1 ? "one file" : s.files().size() + " shards";
        return String.join(" and ", s.dtypes()) + ", " + Estimate.bytes(s.bytes()) + " in " + files;
    }

    private static String output(ModelConfig m) {
        return m.tied()
                ? "Tied to the embedding: the decision layer replaces no stored parameter, the embedding stays"
                : "Untied: the decision layer replaces a matrix of "
                        + round((long) m.vocabulary() * m.backbone().width());
    }
}
