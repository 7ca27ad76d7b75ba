package hammingway.run.ask;

import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.eval.GenerationEvent;
import hammingway.eval.GenerationSpec;
import hammingway.run.RunFolder;
import hammingway.run.TextEvaluation;
import hammingway.run.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks the models of runs, each question in a child process of its own; several may be under way at a time. */
public final class Asking {
    private Asking() {}

    /**
     * Lets a run's model go on from a text. Blocks until it has written all, or was cancelled, which ends its process.
     *
     * @param told gets each event as it comes, on the caller's thread
     * @throws WorkbenchException when the order is wrong or the process fails
     */
    public static void generate(
            RunFolder run, String prompt, GenerationSpec how, Consumer<GenerationEvent> told, Progress progress) {
        TrainedModel.require(prompt, how);
        List<String> command = new ArrayList<>(List.of("generate", path(run)));
        command.addAll(options(how));
        command.addAll(List.of("--prompt-file", "-", "--json"));
        AskedProcess.carryOut(
                command,
                prompt,
                line -> told.accept(SpecCodec.read(GenerationEvent.class, AskedProcess.json(line), "an answer")),
                progress);
    }

    /** A specification as the command {@code generate} takes it. */
    public static List<String> options(GenerationSpec how) {
        List<String> options = new ArrayList<>(List.of("--tokens", Integer.toString(how.tokens())));
        switch (how.choice()) {
            case GenerationSpec.Greedy g -> options.add("--greedy");
            case GenerationSpec.Drawn d ->
                options.addAll(List.of(
                        "--temperature",
                        Double.toString(d.temperature()),
                        "--top-k",
                        Integer.toString(d.topK()),
                        "--seed",
                        Long.toString(how.seed())));
        }
        how.stops().forEach(stop -> options.addAll(List.of("--stop", stop)));
        if (!how.untilEnd()) {
            options.add("--past-end");
        }
        return options;
    }

    /**
     * Evaluates a run's model on a text, which is kept in the run's project. Blocks as {@link #generate} does.
     *
     * @param name of the text; none: one that tells its content
     */
    public static TextEvaluation.Outcome evaluate(
            RunFolder run, String text, Optional<String> name, Progress progress) {
        TextEvaluation.require(text);
        List<String> command = new ArrayList<>(List.of("errors", "evaluate", path(run), "--text", "-", "--json"));
        name.ifPresent(n -> command.addAll(List.of("--name", n)));
        List<TextEvaluation.Outcome> outcome = new ArrayList<>();
        AskedProcess.carryOut(
                command,
                text,
                line -> {
                    switch (SpecCodec.read(EvaluationEvent.class, AskedProcess.json(line), "an answer")) {
                        case EvaluationEvent.Advanced a -> progress.update(a.share(), a.message());
                        case EvaluationEvent.Evaluated e -> outcome.add(e.outcome());
                    }
                },
                progress);
        return outcome.stream()
                .findFirst()
                .orElseThrow(() -> new WorkbenchException("The process of the model ended before it had evaluated."));
    }

    private static String path(RunFolder run) {
        return run.path().toAbsolutePath().toString();
    }
}
