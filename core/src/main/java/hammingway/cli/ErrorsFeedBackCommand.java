package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.code.AssignmentChange;
import hammingway.run.FeedBack;
import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;
import hammingway.run.TracedRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "feed-back",
        mixinStandardHelpOptions = true,
        description = "Gives the codewords of a run to the tokens anew, by which tokens it confused.",
        footer = {"", "Example: errors feed-back \"random 50 bits\" --run"})
final class ErrorsFeedBackCommand implements Callable<Integer> {
    @ParentCommand
    private ErrorsCommand parent;

    @Parameters(paramLabel = "RUN", description = "The evaluated run's folder, or its name")
    private String run;

    @Mixin
    private ProjectOption project;

    @Option(
            names = "--aim",
            defaultValue = "together",
            description =
                    "together: confused tokens share bits; apart: their codewords differ more (default ${DEFAULT-VALUE})")
    private FeedBack.Aim aim;

    @Option(
            names = "--swaps",
            defaultValue = "" + FeedBack.SWAPS,
            description = "Exchanges of codewords tried (default ${DEFAULT-VALUE})")
    private long swaps;

    @Option(names = "--save", paramLabel = "FILE", description = "Write the specification of the new run")
    private Optional<Path> save = Optional.empty();

    @Option(names = "--run", description = "Do the new run")
    private boolean carryOut;

    @Option(names = "--detach", description = "With --run: return at once; the run goes on by itself")
    private boolean detach;

    @Option(names = "--only-make", description = "Make the new run's folder and start nothing")
    private boolean only;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        RunFolder folder = RunArgument.of(run, project::open);
        TracedRun traced = TracedRun.open(folder);
        FeedBack back = FeedBack.of(traced, aim, swaps);
        AssignmentChange change = back.change(traced, Progress.NONE);
        RunSpec next = back.next(traced.spec());
        PrintWriter out = parent.main().out();
        if (json) {
            ObjectNode told = Json.object();
            told.put("run", folder.id()).put("bitError", back.bitError());
            told.set("before", SpecCodec.write(change.before()));
            told.set("after", SpecCodec.write(change.after()));
            told.set("next", SpecCodec.write(next));
            out.print(Json.pretty(told));
            out.flush();
        } else {
            out.printf(Locale.ROOT, "%.2f%% of the bits are wrong. %s%n", 100 * back.bitError(), change.text());
        }
        save.ifPresent(file -> Json.write(file, SpecCodec.write(next)));
        if (carryOut || only) {
            Project place = Project.open(folder.project());
            RunFolder made = place.find(next).orElseGet(() -> place.create(next));
            out.println(made.path());
            if (carryOut) {
                RunCommands.carryOut(parent.main(), made, detach);
            }
        }
        return 0;
    }
}
