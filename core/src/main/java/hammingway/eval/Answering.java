package hammingway.eval;

import hammingway.math.SplitRandom;
import hammingway.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One text while it is written: its tokens, its draws, and whether it has ended. */
final class Answering {
    private final GenerationSpec spec;
    private final Set<Integer> ends;
    private final Spelling spelling;
    private final SplitRandom random;
    private final int number;
    private final List<Integer> tokens = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Optional<Ending> ending = Optional.empty();

    /**
     * Begins a text.
     *
     * @param ends   tokens that end it, where the specification lets them
     * @param number of the text, from 0: each has draws of its own
     */
    Answering(GenerationSpec spec, Set<Integer> ends, Vocabulary vocabulary, int number) {
        this.spec = spec;
        this.ends = ends;
        this.spelling = new Spelling(vocabulary);
        this.number = number;
        this.random = SplitRandom.of(spec.seed(), "sample", number);
    }

    int number() {
        return number;
    }

    SplitRandom random() {
        return random;
    }

    boolean open() {
        return ending.isEmpty();
    }

    /** Tokens so far. */
    int size() {
        return tokens.size();
    }

    /** @return what the token adds to the text: the end of a text adds nothing */
    String add(int token) {
        boolean end = spec.untilEnd() && ends.contains(token);
        String added = end ? "" : spelling.add(token);
        tokens.add(token);
        int before = text.length();
        text.append(added);
        if (end) {
            ending = Optional.of(Ending.END_OF_TEXT);
        } else if (spec.stops().stream().anyMatch(s -> text.indexOf(s, Math.max(0, before - s.length() + 1)) >= 0)) {
            ending = Optional.of(Ending.STOP_TEXT);
        } else if (tokens.size() == spec.tokens()) {
            ending = Optional.of(Ending.TOKENS);
        }
        return added;
    }

    Generator.Written written() {
        return new Generator.Written(
                tokens.stream().mapToInt(Integer::intValue).toArray(), text.toString(), ending.orElse(Ending.TOKENS));
    }
}
