package hammingway.errors.ask;

import hammingway.base.Problem;
import hammingway.base.SpecCodec;
import hammingway.eval.GenerationSpec;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** How tokens are chosen, as it is typed. */
public final class AskSettings {
    /** More tokens are for the command line: each is a thing to click on here. */
    public static final int MOST = 2000;

    private final BooleanProperty greedy = new SimpleBooleanProperty();
    private final StringProperty temperature = new SimpleStringProperty("1");
    private final StringProperty topK = new SimpleStringProperty("20");
    private final StringProperty tokens = new SimpleStringProperty("64");
    private final StringProperty seed = new SimpleStringProperty("1");
    private final StringProperty stop = new SimpleStringProperty("");

    /** @param changed is told of each change */
    AskSettings(Runnable changed) {
        for (StringProperty field : List.of(temperature, topK, tokens, seed, stop)) {
            field.addListener((p, was, is) -> changed.run());
        }
        greedy.addListener((p, was, is) -> changed.run());
    }

    /** Why nothing can be asked this way. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        GenerationSpec how = how(problems);
        if (problems.isEmpty()) {
            SpecCodec.problems(how).stream().map(AskSettings::words).forEach(problems::add);
        }
        if (how.tokens() > MOST) {
            problems.add("Tokens: at most " + MOST + " here; the command line writes more");
        }
        return problems;
    }

    /** As typed; without a problem only. */
    GenerationSpec how() {
        return how(new ArrayList<>());
    }

    private static String words(Problem p) {
        String field = switch (p.path()) {
            case "choice.temperature" -> "Temperature";
            case "choice.topK" -> "Top-k";
            case "tokens" -> "Tokens";
            default -> "Seed";
        };
        return field + ": allowed are " + p.allowed();
    }

    private GenerationSpec how(List<String> problems) {
        GenerationSpec.Choice choice = greedy.get()
                ? new GenerationSpec.Greedy()
                : new GenerationSpec.Drawn(
                        number("Temperature", temperature, problems), (int) whole("Top-k", topK, problems));
        return new GenerationSpec(
                choice,
                (int) whole("Tokens", tokens, problems),
                greedy.get() ? 1 : whole("Seed", seed, problems),
                stop.get().isEmpty() ? List.of() : List.of(stop.get()),
                true);
    }

    private static double number(String name, StringProperty field, List<String> problems) {
        try {
            double value = Double.parseDouble(field.get().strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException unused) {
            // told below
        }
        problems.add(name + ": \"" + field.get() + "\" is no number");
        return 1;
    }

    private static long whole(String name, StringProperty field, List<String> problems) {
        String text = field.get().strip();
        if (text.matches("-?\\d{1,9}")) {
            return Long.parseLong(text);
        }
        problems.add(name + ": \"" + field.get() + "\" is no whole number of at most 9 digits");
        return 1;
    }

    /** Whether each token is the decoder's first; else it is drawn. */
    public BooleanProperty greedy() {
        return greedy;
    }

    public StringProperty temperature() {
        return temperature;
    }

    public StringProperty topK() {
        return topK;
    }

    public StringProperty tokens() {
        return tokens;
    }

    public StringProperty seed() {
        return seed;
    }

    /** A text that ends the writing; empty: none. */
    public StringProperty stop() {
        return stop;
    }
}
