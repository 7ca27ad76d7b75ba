package hammingway.cli;

import hammingway.base.WorkbenchException;
import hammingway.eval.Follower;
import hammingway.eval.GenerationSpec;
import hammingway.eval.Generator;
import hammingway.run.RunFolder;
import hammingway.run.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lets a run's model write. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Lets the model of a finished or stopped run go on from a text, token by token.")
final class GenerateCommand implements Callable<Integer> {
    private static final int MOST_TEXTS = 1024;

    @ParentCommand
    private Main main;

    @Parameters(paramLabel = "RUN", description = "A run's folder, or its name")
    private String run;

    @Mixin
    private ProjectOption project;

    @ArgGroup // exclusive; initial values, which picocli leaves where nothing is given
    private Prompt prompt = new Prompt();

    @ArgGroup
    private Choice choice = new Choice();

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens to write at most (default: ${DEFAULT-VALUE})")
    private int tokens = 64;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            description = "Draw from the K most probable tokens only; 0: from all (default: ${DEFAULT-VALUE})")
    private int topK = 20;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the draws (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description = "A text that ends the writing once it is written; may be given several times")
    private List<String> stops = new ArrayList<>();

    @Option(
            names = "--past-end",
            description = "Go on after the tokenizer's end-of-text token, which ends the text otherwise")
    private boolean pastEnd;

    @ArgGroup
    private Shape shape = new Shape();

    @Option(
            names = "--time",
            description = "Tell tokens per second, and the time of trunk, decision layer and decoding for a token")
    private boolean time;

    /** One of the two, or none. */
    static final class Shape {
        @Option(names = "--json", description = "One JSON object a line, as each token is written")
        private boolean json;

        @Option(
                names = "--texts",
                paramLabel = "N",
                description =
                        "Write N texts at once, each with draws of its own; they are printed at the end (default: 1)")
        private int texts = 1;
    }

    /** One of the two. */
    static final class Prompt {
        @Option(names = "--prompt", paramLabel = "TEXT", description = "The text to go on from")
        private Optional<String> text = Optional.empty();

        @Option(
                names = "--prompt-file",
                paramLabel = "FILE",
                description = "The same from a UTF-8 file; -: standard input")
        private Optional<String> file = Optional.empty();

        String read() {
            return text.or(() -> file.map(f -> TextInput.read(f, "--prompt-file")))
                    .orElseThrow(() -> new WorkbenchException(
                            "A text to go on from is missing: give --prompt TEXT, or --prompt-file FILE."));
        }
    }

    /** One of the two, or none. */
    static final class Choice {
        @Option(names = "--greedy", description = "Always the first token of the head's decoder")
        private boolean greedy;

        @Option(
                names = "--temperature",
                paramLabel = "X",
                description = "Divides log-probabilities before a token is drawn (default: 1)")
        private double temperature = 1;
    }

    @Override
    public Integer call() {
        GenerationSpec spec = new GenerationSpec(
                choice.greedy ? new GenerationSpec.Greedy() : new GenerationSpec.Drawn(choice.temperature, topK),
                tokens,
                seed,
                stops,
                !pastEnd);
        if (shape.texts < 1 || shape.texts > MOST_TEXTS) {
            throw new WorkbenchException("--texts is " + shape.texts + "; allowed are 1 to " + MOST_TEXTS + ".");
        }
        String text = prompt.read();
        TrainedModel.require(text, spec);
        RunFolder asked = RunArgument.of(run, project::open);
        GeneratedText told = new GeneratedText(main.out(), text);
        try (TrainedModel model = TrainedModel.open(asked, told)) {
            if (shape.json) {
                model.generate(text, spec, told::json, told);
                return 0;
            }
            TrainedModel.Order order = new TrainedModel.Order(text, shape.texts, spec);
            Follower follower = shape.texts == 1
                    ? new Follower.OfText((added, number) -> told.print(added))
                    : new Follower.Nobody();
            Generator.Outcome outcome = model.write(order, told::began, follower, told);
            told.ended(outcome, time);
        }
        return 0;
    }
}
