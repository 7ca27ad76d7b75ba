package hammingway.eval;

import hammingway.code.Codebook;
import hammingway.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told of tokens that were written. */
record TokenDetails(Vocabulary vocabulary, Optional<Codebook> codebook) {
    private static final int CANDIDATES = 5;

    /** A token in its text: its index among those written, and what it adds. */
    record Place(int index, String text) {}

    /** What the model thought: log-probabilities of all tokens, the rank by the head's decoder, and logits. */
    record Thought(Distribution distribution, int rank, float[] logits) {}

    GeneratedToken of(Place place, int token, Thought thought) {
        return new GeneratedToken(
                place.index(),
                token,
                vocabulary.display(token),
                place.text(),
                thought.distribution().of(token),
                thought.rank(),
                candidates(thought.distribution()),
                codebook.map(c -> bits(c, token, thought.logits())));
    }

    private List<GeneratedToken.Candidate> candidates(Distribution distribution) {
        List<GeneratedToken.Candidate> all = new ArrayList<>();
        for (int token : distribution.best(CANDIDATES)) {
            all.add(new GeneratedToken.Candidate(token, vocabulary.display(token), Math.exp(distribution.of(token))));
        }
        return all;
    }

    private static GeneratedToken.Bits bits(Codebook codebook, int token, float[] logits) {
        List<Double> ones = new ArrayList<>();
        int disagreeing = 0;
        for (int b = 0; b < codebook.length(); b++) {
            ones.add(Math.rint(10_000 / (1 + Math.exp(-logits[b]))) / 10_000);
            disagreeing += logits[b] > 0 == codebook.bits().get(token, b) ? 0 : 1;
        }
        return new GeneratedToken.Bits(ones, codebook.bits().text(token), disagreeing);
    }
}
