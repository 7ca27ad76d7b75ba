package hammingway.eval;

import hammingway.base.Progress;
import hammingway.data.InstructionSet;
import hammingway.data.PreparedData;
import hammingway.head.Head;
import hammingway.model.Trunk;
import hammingway.torch.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a model go on from the beginning of the validation text, so that a person sees what it has learnt. Training goes
 * on as if nothing had been written.
 */
public final class Sampler {
    /** Tokens written at most: some lines for a person, well under a training step of any model in work. */
    private static final int TOKENS = 48;

    /** Tokens of the validation text that it goes on from, at most. */
    private static final int PROMPT = 16;

    /** Only the most probable tokens are drawn from (top-k sampling, Fan et al. 2018, with a k that suits small models). */
    private static final int BEST = 20;

    private final Generator generator;
    private final PreparedData data;
    private final Optional<InstructionSet.Example> instructed;

    public Sampler(Torch torch, Trunk trunk, Head head, PreparedData data) {
        this.generator =
                new Generator(torch, new Generator.Model(trunk, head, data.vocabulary(), data.context(), 1), Set.of());
        this.data = data;
        this.instructed = data.instructions().map(i -> i.validationExamples(1)).map(List::getFirst);
    }

    /** What was given and what was written. */
    public record Sample(String prompt, String text) {}

    /**
     * Writes some tokens. The same model, data and seed give the same text.
     *
     * @param seed of the draws
     */
    public Sample write(long seed) {
        int[] prompt = prompt();
        int tokens = Math.min(data.context() - prompt.length, TOKENS);
        int[] written = {};
        if (tokens > 0) {
            GenerationSpec spec = new GenerationSpec(new GenerationSpec.Drawn(1, BEST), tokens, seed);
            Generator.Outcome outcome = generator.write(List.of(prompt), spec, new Follower.Nobody(), Progress.NONE);
            written = outcome.texts().getFirst().tokens();
        }
        return new Sample(data.vocabulary().text(prompt), data.vocabulary().text(written));
    }

    /** Of instructions the first that is held out, its end where all of it does not fit. */
    private int[] prompt() {
        int most = Math.max(1, data.context() / 2);
        if (instructed.isPresent()) {
            List<Integer> all = instructed.get().promptIds();
            int shown = Math.min(all.size(), Math.max(most, data.context() - TOKENS));
            return all.subList(all.size() - shown, all.size()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return Arrays.stream(data.validationBatch(0, 1).inputs())
                .limit(Math.min(PROMPT, most))
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
