package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.WorkbenchException;
import hammingway.eval.errors.PositionJson;
import hammingway.eval.errors.PositionLook;
import hammingway.eval.errors.PositionLook.Candidate;
import hammingway.eval.errors.PositionLook.WordLook;
import hammingway.eval.errors.PositionLooks;
import hammingway.eval.trace.Trace;
import hammingway.run.TracedRun;
import hammingway.vocab.Vocabulary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Tells everything of one position: rank, bits, the best and the nearest tokens.",
        footer = {"", "Example: errors token random-50 1234 --json"})
final class ErrorsTokenCommand implements Callable<Integer> {
    private static final int BEFORE = 12;

    @ParentCommand
    private ErrorsCommand parent;

    @Mixin
    private TracedRunInput input;

    @Parameters(index = "0", paramLabel = "RUN", description = "Name or folder of an evaluated run")
    private String run;

    @Parameters(index = "1", paramLabel = "POSITION", description = "From 0; errors text lists positions")
    private int position;

    @Option(names = "--top", defaultValue = "5", description = "Tokens to list (default 5)")
    private int top;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() {
        TracedRun traced = input.open(run);
        Trace trace = traced.trace();
        if (position < 0 || position >= trace.positions()) {
            throw new WorkbenchException("POSITION = " + position + ": allowed are 0 to " + (trace.positions() - 1)
                    + ", the positions that the run was evaluated on.");
        }
        if (top < 1) {
            throw new WorkbenchException("--top = " + top + ": allowed are 1 or more.");
        }
        PositionLook look =
                PositionLooks.of(trace, traced.codebook(), traced.prior()).look(position, top);
        PrintWriter out = parent.main().out();
        if (json) {
            out.print(Json.pretty(PositionJson.of(look, traced.vocabulary())));
        } else {
            print(out, look, trace, traced.vocabulary());
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, PositionLook look, Trace trace, Vocabulary vocabulary) {
        StringBuilder before = new StringBuilder();
        for (int i = Math.max(0, look.position() - BEFORE); i < look.position(); i++) {
            before.append(vocabulary.display(trace.target(i)));
        }
        out.println("position " + look.position() + ", token " + look.position() % trace.context() + " of window "
                + look.position() / trace.context());
        out.println("after      " + before);
        out.println("target     " + named(look.run().target(), vocabulary));
        out.println("predicted  " + named(look.run().predicted(), vocabulary));
        out.println(String.format(
                Locale.ROOT,
                "rank       %d, log-probability %.4f nats",
                look.run().rankedAbove() + 1,
                look.run().logProbability()));
        out.println(String.format(
                Locale.ROOT,
                "kept       rank %d, score gap %.4g, margin %.4f nats, entropy %.4f nats",
                look.again().rankedAbove() + 1,
                look.again().gap(),
                look.again().margin(),
                look.again().entropy()));
        table(out, "best tokens", look.best(), vocabulary);
        look.word().ifPresent(w -> word(out, look, w, vocabulary));
    }

    private static void word(PrintWriter out, PositionLook look, WordLook word, Vocabulary vocabulary) {
        table(out, "nearest codewords", word.nearest(), vocabulary);
        out.println("wrong bits " + word.wrong() + " of " + word.bits().size() + ": "
                + word.bits().stream()
                        .filter(PositionLook.BitLook::wrong)
                        .map(b -> String.format(Locale.ROOT, "%d (z = %.3g)", b.bit(), b.logit()))
                        .collect(Collectors.joining(", ")));
        out.println(
                look.again().rankedAbove() == 0
                        ? "the target wins: no bit needs to change"
                        : "a single bit that would have been enough, if right: " + numbers(word.enoughIfRight())
                                + "; if erased: " + numbers(word.enoughIfErased()));
    }

    private static String numbers(List<Integer> bits) {
        return bits.isEmpty() ? "none" : bits.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static void table(PrintWriter out, String title, List<Candidate> rows, Vocabulary vocabulary) {
        boolean words = rows.getFirst().toDecided() >= 0;
        out.println(String.format(
                Locale.ROOT,
                "%-20s %6s %12s %12s%s",
                title,
                "rank",
                "score",
                "probability",
                words ? "  to decided  to target" : ""));
        for (Candidate c : rows) {
            out.println(String.format(
                    Locale.ROOT,
                    "  %-18s %6d %12.4f %12.6f%s",
                    vocabulary.display(c.token()),
                    c.rankedAbove() + 1,
                    c.score(),
                    c.probability(),
                    words ? String.format(Locale.ROOT, "%12d %10d", c.toDecided(), c.toTarget()) : ""));
        }
    }

    private static String named(int token, Vocabulary vocabulary) {
        return vocabulary.display(token) + " (" + token + ")";
    }
}
