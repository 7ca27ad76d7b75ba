package hammingway.cli;

import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.eval.GenerationEvent;
import hammingway.eval.GenerationTimes;
import hammingway.eval.Generator;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** Prints what a model writes; work ends when nobody reads any more, as when the window that asked was closed. */
record GeneratedText(PrintWriter out, String prompt, AtomicBoolean broken) implements Progress {
    GeneratedText(PrintWriter out, String prompt) {
        this(out, prompt, new AtomicBoolean());
    }

    void json(GenerationEvent event) {
        out.println(Json.line(SpecCodec.write((Record) event)));
        broken.set(out.checkError()); // which flushes
    }

    void began(GenerationEvent.Began b) {
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
        print(prompt);
    }

    void print(String added) {
        out.print(added);
        broken.set(out.checkError());
    }

    void ended(Generator.Outcome outcome, boolean withTimes) {
        List<Generator.Written> texts = outcome.texts();
        if (texts.size() > 1) {
            for (int i = 0; i < texts.size(); i++) {
                out.printf("%n--- %d: %s%n", i + 1, reason(texts.get(i)));
                out.println(texts.get(i).text());
            }
        }
        GenerationTimes t = outcome.times();
        String why = texts.size() == 1 ? ", " + reason(texts.getFirst()) : " in all";
        out.printf(Locale.ROOT, "%n(%d tokens in %.1f s%s)%n", t.tokens(), t.seconds(), why);
        if (withTimes) {
            out.printf(
                    Locale.ROOT,
                    "%.1f tokens/s end to end, %s at once; %d tokens read at %.0f tokens/s%n",
                    t.tokensPerSecond(),
                    t.batch() == 1 ? "1 text" : t.batch() + " texts",
                    t.read(),
                    t.readPerSecond());
            out.printf(
                    Locale.ROOT,
                    "A token: trunk %.3f ms, decision layer %.3f ms, decoding %.3f ms%n",
                    t.trunkMillis(),
                    t.headMillis(),
                    t.decodeMillis());
        }
        out.flush();
    }

    private static String reason(Generator.Written text) {
        return switch (text.ending()) {
            case TOKENS -> "as many as asked for";
            case END_OF_TEXT -> "ended by the end-of-text token";
            case STOP_TEXT -> "ended by a stop text";
        };
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
