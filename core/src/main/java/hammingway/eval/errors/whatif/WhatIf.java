package hammingway.eval.errors.whatif;

import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.decode.Decoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another way to decode the same logits; what is left out stays as the run had it. */
public record WhatIf(
        @Doc("How tokens are ranked; reliability-weighted without weights measures them; default: the run's decoder")
        Optional<Decoder> decoder,

        @Doc(value = "The factor t of probabilities", byDefault = "{\"type\":\"of-run\"}")
        Factor factor,

        @Doc(
                value = "Strength of log-frequencies added to scores, 0 for none; default: as in the run",
                min = -10,
                max = 10)
        Optional<Double> prior,

        @Doc(value = "Bits left out, from 0", byDefault = "[]")
        List<Integer> masked,

        @Doc(value = "Bits that count twice, from 0", byDefault = "[]")
        List<Integer> repeated,

        @Doc(
                value = "So many of the most frequent tokens by the logits of a softmax run, the rest by the code",
                unit = "tokens",
                min = 1,
                max = 10_000_000)
        Optional<Integer> hybrid) {
    /** Nothing changed. */
    public static final WhatIf AS_RUN =
            new WhatIf(Optional.empty(), new Factor.OfRun(), Optional.empty(), List.of(), List.of(), Optional.empty());

    public WhatIf {
        masked = List.copyOf(masked);
        repeated = List.copyOf(repeated);
    }

    public WhatIf decoder(Decoder by) {
        return new WhatIf(Optional.of(by), factor, prior, masked, repeated, hybrid);
    }

    public WhatIf factor(Factor t) {
        return new WhatIf(decoder, t, prior, masked, repeated, hybrid);
    }

    public WhatIf prior(double strength) {
        return new WhatIf(decoder, factor, Optional.of(strength), masked, repeated, hybrid);
    }

    public WhatIf masked(List<Integer> bits) {
        return new WhatIf(decoder, factor, prior, bits, repeated, hybrid);
    }

    public WhatIf repeated(List<Integer> bits) {
        return new WhatIf(decoder, factor, prior, masked, bits, hybrid);
    }

    /** @param tokens 0 for none */
    public WhatIf hybrid(int tokens) {
        return new WhatIf(
                decoder, factor, prior, masked, repeated, tokens == 0 ? Optional.empty() : Optional.of(tokens));
    }

    /** Every kind of decoder, in the order that people are offered them. */
    public static List<Decoder> decoders() {
        return List.of(
                new Decoder.LogLikelihood(),
                new Decoder.ReliabilityWeighted(List.of()),
                new Decoder.L1(),
                new Decoder.L2(),
                new Decoder.Hamming(),
                new Decoder.Hinge(),
                new Decoder.Exponential(),
                new Decoder.Logistic());
    }

    /** The name of a kind in files and on the command line, such as {@code log-likelihood}. */
    public static String name(Decoder decoder) {
        return SpecCodec.write((Record) decoder).path("type").asText();
    }

    /** A kind by its {@link #name}. @throws WorkbenchException naming all */
    public static Decoder decoder(String name) {
        return decoders().stream()
                .filter(d -> name(d).equals(name))
                .findFirst()
                .orElseThrow(() -> new WorkbenchException("There is no decoder " + name + ". Allowed are: "
                        + decoders().stream().map(WhatIf::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Bits such as {@code 3, 7-9}. @throws WorkbenchException telling the part that is neither a number nor a range */
    public static List<Integer> bits(String text) {
        List<Integer> bits = new ArrayList<>();
        for (String part : text.strip().split("[,;\\s]+")) {
            if (part.isEmpty()) {
                continue;
            }
            if (!part.matches("\\d{1,6}(-\\d{1,6})?")) {
                throw new WorkbenchException(
                        "\"" + part + "\" is no bit and no range of bits. Write bits from 0 as in 3,7-9.");
            }
            String[] ends = part.split("-");
            int from = Integer.parseInt(ends[0]);
            int to = Integer.parseInt(ends[ends.length - 1]);
            if (to < from) {
                throw new WorkbenchException(
                        "The range of bits " + part + " ends before it begins. Write " + to + "-" + from + ".");
            }
            for (int b = from; b <= to; b++) {
                bits.add(b);
            }
        }
        return List.copyOf(bits);
    }

    /** The inverse of {@link #bits}. */
    public static String text(List<Integer> bits) {
        List<String> parts = new ArrayList<>();
        List<Integer> sorted = bits.stream().distinct().sorted().toList();
        for (int i = 0; i < sorted.size(); ) {
            int j = i;
            while (j + 1 < sorted.size() && sorted.get(j + 1) == sorted.get(j) + 1) {
                j++;
            }
            parts.add(i == j ? "" + sorted.get(i) : sorted.get(i) + "-" + sorted.get(j));
            i = j + 1;
        }
        return String.join(",", parts);
    }

    /** For people: what is changed. */
    public String describe() {
        Stream<Optional<String>> parts = Stream.of(
                decoder.map(Decoder::label),
                switch (factor) {
                    case Factor.OfRun f -> Optional.<String>empty();
                    case Factor.Given g -> Optional.of("factor " + number(g.factor()));
                    case Factor.Fitted f -> Optional.of("factor fitted");
                },
                prior.map(p -> p == 0 ? "no prior" : "prior " + number(p)),
                masked.isEmpty() ? Optional.empty() : Optional.of("without bits " + text(masked)),
                repeated.isEmpty() ? Optional.empty() : Optional.of("bits " + text(repeated) + " twice"),
                hybrid.map(n -> n + " tokens by softmax"));
        String all = parts.flatMap(Optional::stream).collect(Collectors.joining(", "));
        return all.isEmpty() ? "as the run decodes" : all;
    }

    private static String number(double v) {
        return String.format(Locale.ROOT, "%.4g", v)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }

    /**
     * Checks it against a run.
     *
     * @param counted whether the vocabulary's counts are known
     * @param softmax whether a softmax run on the same tokens is at hand
     * @throws SpecException with all problems
     */
    void check(int bits, int vocabulary, boolean counted, boolean softmax) {
        List<Problem> problems = new ArrayList<>(SpecCodec.problems(this));
        bits("masked", masked, bits, problems);
        bits("repeated", repeated, bits, problems);
        if (new HashSet<>(masked).size() >= bits) {
            problems.add(new Problem("masked", text(masked), "all but one of " + bits + " bits at most", "Keep a bit"));
        }
        repeated.stream()
                .filter(masked::contains)
                .findFirst()
                .ifPresent(b -> problems.add(
                        new Problem("repeated", "" + b, "bits that are not masked", "Mask it or repeat it")));
        if (prior.filter(p -> p != 0).isPresent() && !counted) {
            problems.add(new Problem(
                    "prior", prior.orElseThrow().toString(), "0", "The counts of this vocabulary are not known"));
        }
        hybrid.ifPresent(n -> hybrid(n, vocabulary, counted, softmax, problems));
        if (!problems.isEmpty()) {
            throw new SpecException("This what-if cannot be answered:", problems);
        }
    }

    private static void bits(String field, List<Integer> chosen, int bits, List<Problem> problems) {
        chosen.stream()
                .filter(b -> b < 0 || b >= bits)
                .findFirst()
                .ifPresent(b -> problems.add(
                        new Problem(field, "" + b, "0 to " + (bits - 1), "The codewords have " + bits + " bits")));
    }

    private void hybrid(int tokens, int vocabulary, boolean counted, boolean softmax, List<Problem> problems) {
        if (tokens > vocabulary - 2) {
            problems.add(new Problem(
                    "hybrid", "" + tokens, "1 to " + (vocabulary - 2), "The code must have two tokens left"));
        }
        if (!counted) {
            problems.add(new Problem(
                    "hybrid", "" + tokens, "a vocabulary with counts", "The counts of this vocabulary are not known"));
        }
        if (!softmax) {
            problems.add(new Problem(
                    "hybrid", "" + tokens, "a softmax run on the same tokens", "Name one: its logits are needed"));
        }
        if (decoder.isPresent() && !probabilistic(decoder.get())) {
            problems.add(new Problem(
                    "decoder",
                    name(decoder.get()),
                    "log-likelihood, logistic, reliability-weighted",
                    "A hybrid ranks by probability: leave the decoder as it is"));
        }
    }

    /** Whether its scores are logarithms of probabilities. */
    static boolean probabilistic(Decoder decoder) {
        return decoder instanceof Decoder.LogLikelihood
                || decoder instanceof Decoder.Logistic
                || decoder instanceof Decoder.ReliabilityWeighted;
    }
}
