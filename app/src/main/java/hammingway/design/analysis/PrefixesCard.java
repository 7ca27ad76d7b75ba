package hammingway.design.analysis;

import hammingway.code.analysis.PrefixGroups;
import hammingway.control.Ticks;
import hammingway.design.book.Design;
import hammingway.fx.Explained;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;

/** Tokens that share the beginning of their codewords: of clusters and learned bits they mean alike. A row filters the codewords. */
final class PrefixesCard extends Card {
    private static final double HEIGHT = 260;

    private final AnalysisViewModel analysis;
    private final PrefixesViewModel model;
    private final Spinner<Integer> length = new Spinner<>();
    private final IntegerSpinnerValueFactory lengths = new IntegerSpinnerValueFactory(1, 64, 1);
    private final TableView<PrefixGroups.Group> table = new TableView<>();
    private final Label told = note("");
    /** Also before the first groups: the length starts at one bit, which nobody chose. */
    private boolean filling = true;

    PrefixesCard(AnalysisViewModel analysis) {
        super(
                "Prefix groups",
                "Tokens whose codewords begin with the same bits. Bits that were learned, or given to clusters, put tokens together that mean alike; random bits put them together at random.",
                "prefix-groups");
        lengths.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer bits) {
                return Integer.toString(bits);
            }

            // what is no number leaves the length as it is; the toolkit's own converter throws
            @Override
            public Integer fromString(String typed) {
                return Design.width(typed).orElseGet(lengths::getValue);
            }
        });
        this.analysis = analysis;
        this.model = analysis.prefixes();
        length.setId("prefix-length");
        length.setValueFactory(lengths);
        length.setPrefWidth(84);
        length.setEditable(false); // arrows of the mouse and of the keyboard lead to every length
        length.setTooltip(new Tooltip("How many bits are shared, 1 to 64; at first as many as give 16 to 64 groups"));
        length.setAccessibleText("Length of the prefix in bits");
        table.setId("prefixes");
        table.setPrefHeight(HEIGHT);
        table.setMinHeight(HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(note("No groups yet"));
        table.setAccessibleText("Groups of tokens by prefix");
        columns();
        told.setId("prefixes-told");
        add(row(new Label("First"), length, new Label("bits")), table, told);
        lengths.valueProperty().subscribe(v -> {
            if (!filling && v != null) {
                model.length(v);
            }
        });
        table.getSelectionModel().selectedItemProperty().subscribe(g -> {
            if (!filling && g != null) {
                model.selected().set(g.bits());
            }
        });
        model.selected().subscribe(bits -> {
            if (bits.isEmpty()) {
                table.getSelectionModel().clearSelection();
            }
        });
        model.groups().subscribe(this::show);
    }

    private void columns() {
        column("Prefix", 62, Pos.CENTER_LEFT, "The bits that are shared", PrefixGroups.Group::bits);
        column("Tokens", 62, Pos.CENTER_RIGHT, "Tokens of the group", g -> whole(g.tokens()));
        column(
                "Count",
                64,
                Pos.CENTER_RIGHT,
                "Occurrences of its tokens in the training text",
                g -> analysis.counted() ? Ticks.text((double) g.count()) : "\u2013");
        column("Sample", 76, Pos.CENTER_LEFT, "Its most frequent tokens, or those of the least ids", this::sample);
    }

    private String told(PrefixGroups.Group g) {
        return sample(g)
                + (Double.isNaN(g.within())
                        ? ""
                        : "\nTwo of them differ in " + number("%.1f", g.within()) + " bits in the mean");
    }

    private String sample(PrefixGroups.Group g) {
        return g.sample().stream().map(analysis::name).collect(Collectors.joining("  "));
    }

    private void column(String title, double width, Pos align, String help, Function<PrefixGroups.Group, String> text) {
        TableColumn<PrefixGroups.Group, PrefixGroups.Group> column = new TableColumn<>();
        Label header = new Label(title);
        Explained.explain(header, help);
        column.setGraphic(header);
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setSortable(false); // bits in order show which groups are near
        column.setReorderable(false);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(c -> {
            TableCell<PrefixGroups.Group, PrefixGroups.Group> cell = new TableCell<>() {
                @Override
                protected void updateItem(PrefixGroups.Group item, boolean empty) {
                    super.updateItem(item, empty);
                    setText(empty ? "" : text.apply(item));
                    setTooltip(empty ? null : new Tooltip(told(item)));
                }
            };
            cell.setAlignment(align);
            return cell;
        });
        table.getColumns().add(column);
    }

    private void show(Optional<PrefixGroups> found) {
        filling = true;
        lengths.setMax(model.longest());
        found.ifPresent(g -> lengths.setValue(g.length()));
        length.setDisable(found.isEmpty());
        table.setItems(FXCollections.observableArrayList(
                found.map(PrefixGroups::groups).orElse(java.util.List.of())));
        filling = false;
        told.setText(found.map(g -> whole(g.groups().size())
                        + (g.groups().size() == 1 ? " group" : " groups")
                        + (Double.isNaN(g.meanWithin())
                                ? "."
                                : "; two tokens of one differ in " + number("%.1f", g.meanWithin())
                                        + " bits in the mean."
                                        + " Choose one to see its codewords."))
                .orElse(""));
    }
}
