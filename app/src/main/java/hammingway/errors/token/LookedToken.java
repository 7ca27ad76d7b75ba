package hammingway.errors.token;

import hammingway.errors.subject.Subject;
import hammingway.eval.errors.PositionLook;
import hammingway.eval.errors.TokenText;
import hammingway.eval.trace.Trace;
import hammingway.vocab.Vocabulary;
import java.util.Optional;

/**
 * The selected token, looked at.
 *
 * @param before the text before it
 * @param target its own text
 * @param after  the text after it
 * @param first  in the run that is looked into
 * @param second in the run that it is compared with
 */
record LookedToken(
        Subject subject,
        String before,
        String target,
        String after,
        PositionLook first,
        Optional<PositionLook> second) {
    private static final int BEFORE = 40;
    private static final int AFTER = 16;

    static LookedToken of(Subject subject, TokenText text, PositionLook first, Optional<PositionLook> second) {
        Trace trace = subject.first().trace();
        int at = first.position();
        return new LookedToken(
                subject,
                words(text, trace, Math.max(0, at - BEFORE), at),
                words(text, trace, at, at + 1),
                words(text, trace, at + 1, Math.min(trace.positions(), at + 1 + AFTER)),
                first,
                second);
    }

    private static String words(TokenText text, Trace trace, int from, int to) {
        return text.stretch(Math.max(0, to - from), i -> trace.target(from + i))
                .text()
                .replace('\n', '\u23CE');
    }

    Vocabulary vocabulary() {
        return subject.first().vocabulary();
    }

    String display(int token) {
        return vocabulary().display(token);
    }

    int bits() {
        return first.word().map(w -> w.bits().size()).orElse(0);
    }
}
