package hammingway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import hammingway.base.AtomicFiles;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.base.WorkbenchException;
import hammingway.code.decode.Decoder;
import hammingway.eval.errors.whatif.Factor;
import hammingway.eval.errors.whatif.Sweep;
import hammingway.eval.errors.whatif.WhatIf;
import hammingway.eval.errors.whatif.WhatIfTable;
import hammingway.eval.errors.whatif.WhatIfs;
import hammingway.run.TracedRun;
import hammingway.run.WhatIfSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "what-if",
        mixinStandardHelpOptions = true,
        description = "Decodes the logits of an evaluated run another way, exactly and without training.",
        footer = {"", "Example: errors what-if random-50-bits --decoder reliability-weighted --prior 0.5 --factor fit"})
final class WhatIfCommand implements Callable<Integer> {
    @ParentCommand
    private ErrorsCommand parent;

    @Mixin
    private TracedRunInput input;

    @Parameters(paramLabel = "RUN", description = "The run, by its folder's name or by its name")
    private String run;

    @Option(
            names = "--decoder",
            paramLabel = "D",
            description =
                    "log-likelihood, reliability-weighted, l1, l2, hamming, hinge, exponential, logistic, or all of them, one after the other")
    private Optional<String> decoder = Optional.empty();

    @Option(
            names = "--factor",
            paramLabel = "T|fit",
            description = "Factor of the logits, or fit: on one half of the windows for the other")
    private Optional<String> factor = Optional.empty();

    @Option(
            names = "--prior",
            paramLabel = "L",
            description = "Strength of the tokens' log-frequencies, 0 for none; default: as in the run")
    private Optional<Double> prior = Optional.empty();

    @Option(names = "--mask", paramLabel = "BITS", description = "Bits left out, from 0, such as 3,7-9")
    private String masked = "";

    @Option(names = "--repeat", paramLabel = "BITS", description = "Bits that count twice")
    private String repeated = "";

    @Option(
            names = "--hybrid",
            paramLabel = "N",
            description = "The N most frequent tokens by the logits of a softmax run; needs --softmax")
    private Optional<Integer> hybrid = Optional.empty();

    @Option(names = "--softmax", paramLabel = "RUN2", description = "A softmax run on the same tokens")
    private Optional<String> softmax = Optional.empty();

    @Option(
            names = "--positions",
            paramLabel = "N|all",
            defaultValue = "" + WhatIfs.POSITIONS,
            description = "At most so many positions, as evenly spaced windows (default ${DEFAULT-VALUE})")
    private String positions;

    @Option(
            names = "--sweep",
            paramLabel = "KIND",
            description = "A curve instead: prior, factor, masked (worst bits first) or hybrid")
    private Optional<String> sweep = Optional.empty();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the changed tokens, or the points of the curve")
    private Optional<Path> csv = Optional.empty();

    @Override
    public Integer call() {
        List<WhatIf> asked = asked();
        TracedRun traced = input.open(run);
        Optional<TracedRun> other = softmax.map(input::open);
        var code = WhatIfSource.of(traced, other, Progress.NONE);
        if (sweep.isPresent()) {
            Sweep kind = Sweep.of(sweep.get());
            long most = Math.min(number(), Sweep.positions(code.codebook().size()));
            print(kind.curve(asked.getFirst(), WhatIfs.of(code, most), Progress.NONE));
            return 0;
        }
        WhatIfs whatIfs = WhatIfs.of(code, number());
        asked.forEach(whatIfs::check);
        List<WhatIfs.Answer> answers = new ArrayList<>();
        asked.forEach(w -> answers.add(whatIfs.answer(w, Progress.NONE)));
        csv.ifPresent(file ->
                AtomicFiles.writeString(file, answers.getLast().changed().csv(traced.trace(), traced.vocabulary())));
        if (json) {
            ArrayNode all = Json.mapper().createArrayNode();
            answers.forEach(a -> all.add(SpecCodec.write(a.result())));
            print(all.size() == 1 ? Json.pretty(all.get(0)) : Json.pretty(all));
        } else {
            print(WhatIfTable.text(answers.stream().map(WhatIfs.Answer::result).toList()));
        }
        return 0;
    }

    private List<WhatIf> asked() {
        WhatIf whatIf = new WhatIf(
                decoder.filter(d -> !d.equals("all")).map(WhatIf::decoder),
                factor(),
                prior,
                WhatIf.bits(masked),
                WhatIf.bits(repeated),
                hybrid);
        if (!decoder.equals(Optional.of("all"))) {
            return List.of(whatIf);
        }
        if (csv.isPresent()) {
            throw new WorkbenchException(
                    "--csv with --decoder all: the file holds the changed tokens of one decoder. Name it.");
        }
        return WhatIf.decoders().stream().map((Decoder d) -> whatIf.decoder(d)).toList();
    }

    private Factor factor() {
        if (factor.isEmpty()) {
            return new Factor.OfRun();
        }
        if (factor.get().equals("fit")) {
            return new Factor.Fitted();
        }
        try {
            return new Factor.Given(Double.parseDouble(factor.get()));
        } catch (NumberFormatException e) {
            throw new WorkbenchException("--factor " + factor.get() + ": allowed are a positive number, or fit.", e);
        }
    }

    private long number() {
        if (positions.equals("all")) {
            return Long.MAX_VALUE;
        }
        if (!positions.matches("[1-9]\\d{0,17}")) {
            throw new WorkbenchException("--positions " + positions + ": allowed are a whole number from 1, or all.");
        }
        return Long.parseLong(positions);
    }

    private void print(Sweep.Curve curve) {
        csv.ifPresent(file -> AtomicFiles.writeString(file, curve.csv()));
        print(json ? Json.pretty(WhatIfTable.json(curve)) : WhatIfTable.text(curve));
    }

    private void print(String text) {
        parent.main().out().print(text);
        parent.main().out().flush();
    }
}
