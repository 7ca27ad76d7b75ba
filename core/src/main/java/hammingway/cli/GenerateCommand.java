package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.eval.GenerationEvent;
import hammingway.eval.GenerationSpec;
import hammingway.run.RunFolder;
import hammingway.run.TrainedModel;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens to write (default: ${DEFAULT-VALUE})")
    private int tokens = 64;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            description = "Draw from the K most probable tokens only; 0: from all (default: ${DEFAULT-VALUE})")
    private int topK = 20;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the draws (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--json", description = "One JSON object a line, as each token is written")
    private boolean json;

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
                seed);
        String text = prompt.read();
        TrainedModel.require(text, spec);
        RunFolder asked = RunArgument.of(run, project::open);
        Told told = new Told(main.out(), json, text);
        try (TrainedModel model = TrainedModel.open(asked, told)) {
            model.generate(text, spec, told::accept, told);
        }
        return 0;
    }

    /** Ends when nobody reads any more: the window that asked was closed. */
    private record Told(PrintWriter out, boolean json, String prompt, AtomicBoolean broken) implements Progress {
        Told(PrintWriter out, boolean json, String prompt) {
            this(out, json, prompt, new AtomicBoolean());
        }

        void accept(GenerationEvent event) {
            if (json) {
                out.println(Json.line(SpecCodec.write((Record) event)));
            } else {
                print(event);
            }
            broken.set(out.checkError()); // which flushes
        }

        private void print(GenerationEvent event) {
            switch (event) {
                case GenerationEvent.Began b -> {
                    if (b.shown() < b.promptTokens()) {
                        out.printf(
                                "The prompt has %d tokens; the model sees the last %d, its context.%n",
                                b.promptTokens(), b.shown());
                    }
                    if (b.folded() > 0) {
                        out.printf("%d tokens of the prompt are outside the vocabulary.%n", b.folded());
                    }
                    if (!b.calibrated()) {
                        out.println("The run was not evaluated, so its probabilities are not calibrated (t = 1).");
                    }
                    out.print(prompt);
                }
                case GenerationEvent.Written w -> out.print(w.token().text());
                case GenerationEvent.Ended e ->
                    out.printf(Locale.ROOT, "%n(%d tokens in %.1f s)%n", e.tokens(), e.seconds());
            }
        }

        @Override
        public void update(double share, String message) {
            // loading takes a second or two
        }

        @Override
        public boolean cancelled() {
            return broken.get();
        }
    }
}
