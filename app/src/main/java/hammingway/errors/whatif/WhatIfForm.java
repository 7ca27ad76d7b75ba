package hammingway.errors.whatif;

import hammingway.base.Problem;
import hammingway.base.SpecException;
import hammingway.base.WorkbenchException;
import hammingway.code.decode.Decoder;
import hammingway.eval.errors.whatif.Factor;
import hammingway.eval.errors.whatif.WhatIf;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What is asked, as it is typed: an empty field leaves the run's own. */
public final class WhatIfForm {
    private final ObjectProperty<Optional<Decoder>> decoder = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty factor = new SimpleStringProperty("");
    private final StringProperty prior = new SimpleStringProperty("");
    private final StringProperty masked = new SimpleStringProperty("");
    private final StringProperty repeated = new SimpleStringProperty("");
    private final StringProperty hybrid = new SimpleStringProperty("");

    /** Nothing changed. */
    void clear() {
        show(WhatIf.AS_RUN);
    }

    /** Fills the fields. */
    void show(WhatIf whatIf) {
        decoder.set(whatIf.decoder());
        factor.set(
                switch (whatIf.factor()) {
                    case Factor.OfRun f -> "";
                    case Factor.Fitted f -> "fit";
                    case Factor.Given g -> "" + g.factor();
                });
        prior.set(whatIf.prior().map(String::valueOf).orElse(""));
        masked.set(WhatIf.text(whatIf.masked()));
        repeated.set(WhatIf.text(whatIf.repeated()));
        hybrid.set(whatIf.hybrid().map(String::valueOf).orElse(""));
    }

    /** What the fields say. @throws WorkbenchException naming a field that says nothing */
    WhatIf read() {
        return new WhatIf(
                decoder.get(),
                asked(),
                given(prior) ? Optional.of(number("prior", prior, "a number such as 0.5")) : Optional.empty(),
                WhatIf.bits(masked.get()),
                WhatIf.bits(repeated.get()),
                given(hybrid) ? Optional.of(whole()) : Optional.empty());
    }

    private Factor asked() {
        if (!given(factor)) {
            return new Factor.OfRun();
        }
        return factor.get().strip().equals("fit")
                ? new Factor.Fitted()
                : new Factor.Given(number("factor", factor, "a positive number, or fit"));
    }

    private int whole() {
        if (!hybrid.get().strip().matches("\\d{1,8}")) {
            throw new WorkbenchException(
                    "The hybrid's number of tokens is \"" + hybrid.get().strip() + "\": write a whole number from 1.");
        }
        return Integer.parseInt(hybrid.get().strip());
    }

    private static boolean given(StringProperty field) {
        return !field.get().isBlank();
    }

    private static double number(String name, StringProperty field, String allowed) {
        try {
            return Double.parseDouble(field.get().strip());
        } catch (NumberFormatException e) {
            throw new WorkbenchException(
                    "The " + name + " is \"" + field.get().strip() + "\": write " + allowed + ".", e);
        }
    }

    List<Property<?>> fields() {
        return List.of(decoder, factor, prior, masked, repeated, hybrid);
    }

    /** How tokens are ranked; none: as in the run. */
    public ObjectProperty<Optional<Decoder>> decoder() {
        return decoder;
    }

    /** A number, or fit. */
    public StringProperty factor() {
        return factor;
    }

    /** Strength of the log-frequencies. */
    public StringProperty prior() {
        return prior;
    }

    /** Bits left out, such as 3,7-9. */
    public StringProperty masked() {
        return masked;
    }

    /** Bits that count twice. */
    public StringProperty repeated() {
        return repeated;
    }

    /** How many tokens a softmax run decides. */
    public StringProperty hybrid() {
        return hybrid;
    }

    /** What is wrong, by the names of the fields. */
    static String words(WorkbenchException e) {
        return e instanceof SpecException s
                ? s.problems().stream().map(WhatIfForm::words).collect(Collectors.joining("\n"))
                : String.valueOf(e.getMessage());
    }

    private static String words(Problem p) {
        String field = switch (p.path()) {
            case "factor.factor" -> "Factor of the logits";
            case "prior" -> "Strength of the prior";
            case "masked" -> "Bits left out";
            case "repeated" -> "Bits counted twice";
            case "hybrid" -> "Tokens by softmax";
            default -> "Decoder";
        };
        return field + ": allowed is " + p.allowed() + (p.fix().isEmpty() ? "." : ". " + p.fix() + ".");
    }
}
