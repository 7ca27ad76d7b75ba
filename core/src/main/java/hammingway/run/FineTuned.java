package hammingway.run;

import hammingway.base.SpecCodec;
import hammingway.eval.Agreement;
import hammingway.model.Tuning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run on a pretrained model is told by.
 *
 * @param base      the model's folder, as the specification names it
 * @param trained   what is trained, such as {@code LoRA r = 8}
 * @param agreement with the model, once it was measured
 */
public record FineTuned(String base, String trained, Optional<Agreement> agreement) {
    /** Empty for a run that began with random weights. */
    public static Optional<FineTuned> of(RunFolder run) {
        return of(run, run.spec());
    }

    /** The same where the specification is at hand. */
    public static Optional<FineTuned> of(RunFolder run, RunSpec spec) {
        return spec.backbone()
                .checkpoint()
                .map(folder -> new FineTuned(folder, trained(spec.training().tuning()), agreement(run)));
    }

    /** Of a run that was compared with its model. */
    public static Optional<Agreement> agreement(RunFolder run) {
        Path file = run.evaluation().resolve("agreement.json");
        return Files.exists(file) ? Optional.of(SpecCodec.read(Agreement.class, file)) : Optional.empty();
    }

    private static String trained(Tuning tuning) {
        return switch (tuning) {
            case Tuning.Full f -> "all weights";
            case Tuning.HeadOnly h -> "head only";
            case Tuning.LastLayers l -> l.layers() == 1 ? "last block" : "last " + l.layers() + " blocks";
            case Tuning.Lora l ->
                "LoRA r = " + l.rank() + (l.targets().isEmpty() ? "" : " on " + String.join(", ", l.targets()));
        };
    }

    /** The last part of the folder's name. */
    public String model() {
        return base.replaceFirst("[/\\\\]+$", "").replaceFirst("^.*[/\\\\]", "");
    }

    /** What is trained, without the names of layers. */
    public String shortly() {
        return trained.replaceFirst(" on .*", "");
    }

    /** Lines for people. */
    public List<String> told() {
        List<String> lines = new ArrayList<>();
        lines.add("Began with " + base + ", trained: " + trained);
        agreement.ifPresent(a -> lines.add(String.format(
                Locale.ROOT,
                "Agrees with the original on %.1f%% of best tokens and %.1f%% of the best five; divergence %.4f nats, over %,d positions",
                100 * a.top1(),
                100 * a.top5(),
                a.divergence(),
                a.positions())));
        return lines;
    }
}
