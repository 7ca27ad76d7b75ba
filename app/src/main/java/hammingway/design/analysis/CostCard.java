package hammingway.design.analysis;

import hammingway.code.decode.Plan;
import hammingway.design.book.Preview;
import hammingway.head.HeadCost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;

/** What a linear head of this code's bits costs in a language model, beside its softmax. */
final class CostCard extends Card {
    private static final String HERE = "This vocabulary";
    private static final String OTHER = "Own d and V";

    private final AnalysisViewModel model;
    private final ComboBox<String> hosts = new ComboBox<>();
    private final TextField width = new TextField();
    private final TextField tokens = new TextField("50257");
    private final Label tied = note("");
    private final Label stored;
    private final Label trainable;
    private final Label softmax;
    private final Label share;
    private final Label head;
    private final Label product;
    private final Label automatic;
    private final Label softmaxWork;
    private final Label breakEven;
    private final Label bytes;
    private final Label algorithm = note("");

    CostCard(AnalysisViewModel model) {
        super(
                "Cost",
                "Parameters and multiply-adds of a linear layer with one output per bit of this code, put in place of a model's softmax layer.",
                "head-parameters");
        this.model = model;
        hosts.setId("host");
        hosts.setMaxWidth(Double.MAX_VALUE);
        hosts.getItems().add(HERE);
        AnalysisViewModel.hosts().forEach(h -> hosts.getItems().add(h.name()));
        hosts.getItems().add(OTHER);
        hosts.setValue(HERE);
        hosts.setTooltip(new Tooltip("The model whose softmax layer the code head replaces"));
        hosts.setAccessibleText("Model");
        width.setId("width");
        width.textProperty().bindBidirectional(model.width());
        width.setPrefColumnCount(4);
        tokens.setId("host-tokens");
        tokens.setPrefColumnCount(5);
        tokens.setTooltip(new Tooltip("Number of tokens V of the model, 2 to 16777216"));
        tokens.setAccessibleText("Number of tokens of the model");
        width.setTooltip(new Tooltip("Width d of the hidden state that the decision layer reads"));
        width.setAccessibleText("Width of the hidden state");
        Table size = new Table();
        stored = size.row("stored", "Code head, stored parameters", "n d weights and n biases.", "head-parameters");
        trainable = size.row(
                "trainable", "of these trained", "Stored parameters that training changes.", "head-parameters");
        softmax = size.row(
                "softmax",
                "Softmax, stored parameters",
                "V d weights; none of its own where it is the input embedding.",
                "head-parameters");
        share = size.row(
                "share",
                "Code head, % of softmax",
                "Parameters of the code head over those of the softmax layer, shared or not.",
                "head-parameters");
        bytes = size.row(
                "bytes", "Codebook", "The packed bits of all codewords, which are not trained.", "head-parameters");
        Table work = new Table();
        head = work.row("head-work", "Code head", "n d multiply-adds from hidden state to logits.", "work-of-decoding");
        product = work.row(
                "product-work",
                "Decoding, matrix product",
                "V n multiply-adds from logits to the scores of all tokens.",
                "work-of-decoding");
        softmaxWork = work.row(
                "softmax-work",
                "Softmax",
                "V d multiply-adds from hidden state to the scores of all tokens.",
                "work-of-decoding");
        breakEven = work.row(
                "break-even",
                "Break-even length",
                "The longest code whose head and decoding by a matrix product together take no more multiply-adds than softmax: V d / (V + d).",
                "break-even-length");
        automatic = work.row(
                "automatic-work",
                "Decoding, automatic",
                "Additions, look-ups and population counts of the cheapest exact algorithm for this codebook, typical of trained logits.",
                "work-of-decoding");
        algorithm.setId("algorithm");
        add(hosts, row(labelled("d"), width, labelled("V"), tokens), size, tied);
        add(
                subtitle(
                        "Work per token",
                        "Multiply-adds for one position; operations of the automatic decoder, which are no multiplications.",
                        "work-of-decoding"),
                work,
                algorithm);
        hosts.valueProperty().subscribe(h -> show());
        model.width().subscribe(t -> show());
        model.hosted().subscribe(h -> show());
        tokens.textProperty().subscribe(t -> show());
        model.preview().subscribe(p -> show());
        model.pairs().subscribe(p -> show());
    }

    private static Label labelled(String letter) {
        Label label = new Label(letter + " =");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private Optional<HostModel> host() {
        return AnalysisViewModel.hosts().stream()
                .filter(h -> h.name().equals(hosts.getValue()))
                .findFirst()
                .or(() -> hosts.getValue().equals(OTHER) ? model.other(tokens.getText()) : model.own());
    }

    private void show() {
        Optional<HostModel> chosen = host();
        boolean fixed = chosen.filter(AnalysisViewModel.hosts()::contains).isPresent();
        width.setDisable(fixed);
        tokens.setDisable(!hosts.getValue().equals(OTHER));
        Optional<Preview> preview = model.preview().get();
        if (preview.isEmpty() || chosen.isEmpty()) {
            clear(
                    preview.isEmpty()
                            ? ""
                            : "Give a width d of 1 to 1048576"
                                    + (tokens.isDisabled() ? "." : " and 2 to 16777216 tokens V."));
            return;
        }
        fill(chosen.get(), preview.get().bounds().length());
        automatic(model.pairs().get().map(AnalysisViewModel.Pairs::decoding), preview.get());
    }

    private void clear(String why) {
        List.of(stored, trainable, softmax, share, bytes, head, product, softmaxWork, breakEven, automatic)
                .forEach(l -> l.setText("\u2013"));
        tied.setText(why);
        algorithm.setText("");
    }

    private void fill(HostModel host, int n) {
        HeadCost coded = host.coded(n);
        HeadCost own = host.softmax();
        stored.setText(whole(coded.stored()));
        trainable.setText(whole(coded.trainable()));
        softmax.setText(whole(own.stored()));
        share.setText(number("%.3g %%", 100 * host.shareOfSoftmax(n)));
        bytes.setText(whole(coded.codebookBytes()) + " bytes");
        head.setText(whole(coded.headMultiplyAdds()));
        product.setText(whole(coded.decodeMultiplyAdds()));
        softmaxWork.setText(whole(own.headMultiplyAdds()));
        breakEven.setText(whole(host.breakEven()) + " bits");
        tied.setText(facts(host, n, own));
    }

    private static String facts(HostModel host, int n, HeadCost own) {
        List<String> facts = new ArrayList<>();
        facts.add("d = " + whole(host.width()) + ", V = " + whole(host.vocabulary()) + " tokens, n = " + n + " bits.");
        if (host.tied()) {
            facts.add("Embeddings are tied: the code head saves computation, no stored parameter, since the "
                    + whole(own.shared()) + " of the embedding stay.");
        }
        if (n < host.fewestBits()) {
            facts.add("This code is too short for these tokens: they need " + host.fewestBits() + " bits or more.");
        }
        return String.join(" ", facts);
    }

    private void automatic(Optional<Plan> plan, Preview preview) {
        automatic.setText(plan.map(p -> whole(p.operations())).orElse("\u2026"));
        algorithm.setText(plan.map(p -> "Automatic, for this codebook of "
                        + whole(preview.bounds().tokens()) + " tokens: "
                        + p.algorithm().label() + ", about " + number("%.3g", p.microseconds()) + " \u00b5s a token; "
                        + p.reason() + ".")
                .orElse(""));
    }
}
