package hammingway.eval;

import ai.djl.ndarray.NDManager;
import hammingway.base.Progress;
import hammingway.eval.GenerationClock.Part;
import hammingway.head.Head;
import hammingway.model.Trunk;
import hammingway.torch.Torch;
import hammingway.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lets a model go on from some tokens, a step of the trunk for each: what was read is kept, see {@link Continuation}, also for what
 * happens when the context is full. It draws from Java's numbers and leaves the engine's generator alone: training goes on as if nothing
 * had been written. Used by one thread, the engine's.
 */
public final class Generator {
    private final Torch torch;
    private final Model model;
    private final Set<Integer> ends;
    private final TokenDetails details;
    private Optional<NextToken> greedy = Optional.empty();

    /**
     * What writes.
     *
     * @param context tokens that the model is shown at most, T
     * @param factor  t of {@link Head}: that of {@code likelihood.factor} in {@code metrics.json} for heads trained bit by bit, whose
     *     probabilities are those of the evaluation then; 1 for all others
     */
    public record Model(Trunk trunk, Head head, Vocabulary vocabulary, int context, double factor) {}

    /**
     * A text that was written.
     *
     * @param tokens the one that ended it included
     * @param text   what they spell, the end-of-text token left out
     */
    public record Written(int[] tokens, String text, Ending ending) {}

    /** All texts of an order, in its order, and where the time went. */
    public record Outcome(List<Written> texts, GenerationTimes times) {}

    /** @param ends tokens that end a text, of those that the tokenizer has for it */
    public Generator(Torch torch, Model model, Set<Integer> ends) {
        this.torch = torch;
        this.model = model;
        this.ends = ends;
        this.details = new TokenDetails(model.vocabulary(), model.head().codebook());
    }

    /**
     * Writes on from prompts. The same model, prompts and specification give the same tokens. Prompts of the same length are gone on with
     * at once; a text that ended waits for the others.
     *
     * @param prompts ids of the vocabulary, at least one each; only the last that fit into the context are shown to the model
     */
    public Outcome write(List<int[]> prompts, GenerationSpec spec, Follower follower, Progress progress) {
        Answering[] answers = new Answering[prompts.size()];
        Arrays.setAll(answers, i -> new Answering(spec, ends, model.vocabulary(), i));
        Map<Integer, List<Integer>> byLength = new TreeMap<>();
        for (int i = 0; i < prompts.size(); i++) {
            byLength.computeIfAbsent(Math.min(model.context(), prompts.get(i).length), l -> new ArrayList<>())
                    .add(i);
        }
        Optional<NextToken> next = nextToken(spec.choice());
        GenerationClock clock = new GenerationClock(torch);
        Chooser chooser = new Chooser(torch, model.head(), model.factor(), spec.choice(), next, clock);
        clock.lap(Part.REST);
        for (List<Integer> numbers : byLength.values()) {
            List<int[]> together = numbers.stream().map(prompts::get).toList();
            Answering[] open = numbers.stream().map(i -> answers[i]).toArray(Answering[]::new);
            try (Continuation texts =
                    new Continuation(torch, model.trunk(), model.context(), together, spec.tokens(), clock)) {
                while (Arrays.stream(open).anyMatch(Answering::open)) {
                    progress.check();
                    texts.add(step(texts, chooser, open, follower, clock));
                }
            }
        }
        int widest = byLength.values().stream().mapToInt(List::size).max().orElse(0);
        int tokens = Arrays.stream(answers).mapToInt(Answering::size).sum();
        List<Written> written = Arrays.stream(answers).map(Answering::written).toList();
        return new Outcome(written, clock.times(widest, tokens));
    }

    /** For the greedy choice, made once: it has tables. */
    private Optional<NextToken> nextToken(GenerationSpec.Choice choice) {
        if (choice instanceof GenerationSpec.Greedy && greedy.isEmpty()) {
            greedy = Optional.of(new NextToken(torch, model.head()));
        }
        return choice instanceof GenerationSpec.Greedy ? greedy : Optional.empty();
    }

    private int[] step(
            Continuation texts, Chooser chooser, Answering[] answers, Follower follower, GenerationClock clock) {
        try (NDManager scope = torch.scope()) {
            Chooser.Chosen chosen = chooser.choose(scope, texts.hidden(scope), answers);
            for (int i = 0; i < answers.length; i++) {
                if (answers[i].open()) {
                    TokenDetails.Place place =
                            new TokenDetails.Place(answers[i].size(), answers[i].add(chosen.tokens()[i]));
                    switch (follower) {
                        case Follower.Nobody n -> {}
                        case Follower.OfText f -> f.each().accept(place.text(), answers[i].number());
                        case Follower.OfDetails f -> {
                            if (answers[i].number() == 0) {
                                TokenDetails.Thought thought = chooser.thought(scope, chosen, i);
                                f.each().accept(details.of(place, chosen.tokens()[i], thought));
                            }
                        }
                    }
                }
            }
            clock.lap(Part.TELLING);
            return chosen.tokens();
        }
    }
}
