package hammingway.errors.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.base.Progress;
import hammingway.base.SpecCodec;
import hammingway.eval.Ending;
import hammingway.eval.GeneratedToken;
import hammingway.eval.GenerationEvent;
import hammingway.eval.GenerationSpec;
import hammingway.fx.Background;
import hammingway.run.ask.Asking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What one model writes, as it comes. All on the toolkit's thread, but {@link #take}. */
public final class Answer {
    /** No token is selected. */
    public static final int NONE = -1;

    /** Between two looks at what was written: 20 a second reach the screen. */
    private static final long PAUSE_MILLIS = 50;

    /** How far it is. */
    public enum State {
        IDLE,
        LOADING,
        WRITING,
        DONE,
        STOPPED,
        FAILED
    }

    /** What was asked. */
    public record Question(AskedRun run, String prompt, GenerationSpec how) {}

    private final Executor screen;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyObjectWrapper<Optional<Question>> question = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper facts = new ReadOnlyStringWrapper("");
    private final ObservableList<GeneratedToken> tokens = FXCollections.observableArrayList();
    private final ObservableList<GeneratedToken> tokensForAll = FXCollections.unmodifiableObservableList(tokens);
    private final IntegerProperty selected = new SimpleIntegerProperty(NONE);
    private final Queue<GenerationEvent> come = new ArrayDeque<>();
    private Optional<GenerationEvent.Began> began = Optional.empty();
    private boolean looking;
    private int turn; // guarded by come, as what comes of an earlier question is dropped
    private Optional<Background.Job> job = Optional.empty();

    Answer(Executor screen) {
        this.screen = screen;
    }

    void ask(Question asked, Background background) {
        clear();
        int now = turn;
        question.set(Optional.of(asked));
        state.set(State.LOADING);
        told.set("Loading the model\u2026");
        job = Optional.of(background.startKeeping(
                "Asking " + asked.run().name(),
                progress -> {
                    try {
                        Asking.generate(asked.run().run(), asked.prompt(), asked.how(), e -> take(now, e), progress);
                        return State.DONE;
                    } catch (Progress.CancelledException e) {
                        return State.STOPPED;
                    }
                },
                how -> ended(now, how, ""),
                why -> ended(now, State.FAILED, why)));
    }

    /** Forgets everything; what is under way is stopped. */
    void clear() {
        stop();
        synchronized (come) {
            come.clear();
            turn++;
        }
        job = Optional.empty();
        began = Optional.empty();
        selected.set(NONE);
        tokens.clear();
        question.set(Optional.empty());
        told.set("");
        facts.set("");
        state.set(State.IDLE);
    }

    void stop() {
        job.ifPresent(Background.Job::cancel);
    }

    private void take(int of, GenerationEvent event) {
        synchronized (come) {
            if (of != turn) {
                return;
            }
            come.add(event);
            if (looking) {
                return;
            }
            looking = true;
        }
        CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> screen.execute(this::look));
    }

    private void look() {
        List<GenerationEvent> all;
        synchronized (come) {
            all = List.copyOf(come);
            come.clear();
            looking = false;
        }
        List<GeneratedToken> written = new ArrayList<>();
        for (GenerationEvent event : all) {
            switch (event) {
                case GenerationEvent.Began b -> {
                    began = Optional.of(b);
                    facts.set(facts(b));
                    state.set(State.WRITING);
                }
                case GenerationEvent.Written w -> written.add(w.token());
                case GenerationEvent.Ended e ->
                    told.set(String.format(
                            Locale.ROOT, "%d tokens in %.1f s%s", e.tokens(), e.seconds(), reason(e.ending())));
            }
        }
        tokens.addAll(written);
        if (state.get() == State.WRITING && !written.isEmpty() && tokens.size() < wanted()) {
            told.set("Writing, " + tokens.size() + " of " + wanted());
        }
    }

    private static String reason(Ending ending) {
        return switch (ending) {
            case TOKENS -> "";
            case END_OF_TEXT -> ", ended by the end-of-text token";
            case STOP_TEXT -> ", ended by the stop text";
        };
    }

    private int wanted() {
        return question.get().map(q -> q.how().tokens()).orElse(0);
    }

    private static String facts(GenerationEvent.Began b) {
        String prompt = b.shown() < b.promptTokens()
                ? "The prompt has " + b.promptTokens() + " tokens: the model sees the last " + b.shown()
                        + ", its context"
                : "Prompt of " + b.promptTokens() + (b.promptTokens() == 1 ? " token" : " tokens");
        String folded = b.folded() == 0 ? "" : ", " + b.folded() + " of them outside its vocabulary";
        String factor = !b.calibrated()
                ? "; not evaluated, so probabilities are not calibrated"
                : b.factor() == 1 ? "" : String.format(Locale.ROOT, "; probabilities at t = %.3f", b.factor());
        return prompt + folded + "; step " + b.step() + factor;
    }

    private void ended(int of, State how, String why) {
        synchronized (come) {
            if (of != turn) {
                return;
            }
        }
        look();
        state.set(how);
        if (how == State.STOPPED) {
            told.set("Stopped after " + tokens.size() + (tokens.size() == 1 ? " token" : " tokens"));
        } else if (how == State.FAILED) {
            told.set(why);
        }
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    public boolean active() {
        return state.get() == State.LOADING || state.get() == State.WRITING;
    }

    /** What is being answered. */
    public ReadOnlyObjectProperty<Optional<Question>> question() {
        return question.getReadOnlyProperty();
    }

    /** How far it is, or why it failed. */
    public ReadOnlyStringProperty told() {
        return told.getReadOnlyProperty();
    }

    /** What the model was shown, and what its probabilities are. */
    public ReadOnlyStringProperty facts() {
        return facts.getReadOnlyProperty();
    }

    public ObservableList<GeneratedToken> tokens() {
        return tokensForAll;
    }

    /** Index of the selected token, or {@link #NONE}. */
    public IntegerProperty selected() {
        return selected;
    }

    public Optional<GeneratedToken> selectedToken() {
        int at = selected.get();
        return at >= 0 && at < tokens.size() ? Optional.of(tokens.get(at)) : Optional.empty();
    }

    /** The command line that asks the same. */
    public String command() {
        return question.get()
                .map(q -> AskCommand.of(q.run().run(), q.prompt(), q.how()))
                .orElse("");
    }

    /** Prompt and what was written. */
    public String text() {
        return question.get().map(Question::prompt).orElse("")
                + tokens.stream().map(GeneratedToken::text).collect(Collectors.joining());
    }

    /** All of it, for a file. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        question.get().ifPresent(q -> {
            json.put("run", q.run().run().id()).put("prompt", q.prompt());
            json.set("asked", SpecCodec.write(q.how()));
        });
        began.ifPresent(b -> json.set("began", SpecCodec.write(b)));
        json.put("text", text());
        ArrayNode all = json.putArray("tokens");
        tokens.forEach(t -> all.add(SpecCodec.write(t)));
        return json;
    }
}
