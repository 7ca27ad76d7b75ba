package hammingway.settings.engine;

import atlantafx.base.theme.Styles;
import hammingway.settings.engine.CudaViewModel.Stage;
import hammingway.torch.engine.CudaDownload;
import hammingway.torch.engine.CudaEngine;
import hammingway.torch.engine.EngineChoice;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What would be fetched, from where, how large; and the word that fetches it. */
final class CudaPane {
    private final CudaViewModel model;
    private final EngineViewModel page;
    private final VBox root = new VBox(8);

    CudaPane(EngineViewModel page) {
        this.page = page;
        this.model = page.cuda();
        root.setId("cuda");
        root.getChildren()
                .addAll(
                        Parts.heading("CUDA engine"),
                        about(),
                        facts(),
                        buttons(),
                        Parts.progress("cuda-progress", model.job(), model::cancel),
                        Parts.trouble("cuda-trouble", model.trouble()));
    }

    Node node() {
        return root;
    }

    private ObservableValue<Boolean> at(Stage stage) {
        return model.stage().map(s -> s == stage);
    }

    private Node about() {
        Label text = Parts.muted("");
        text.setId("cuda-about");
        text.textProperty().bind(model.stage().map(s -> switch (s) {
            case NONE ->
                "There is no CUDA engine for "
                        + model.engine().host().told()
                        + ". CUDA needs Linux or Windows on x86_64.";
            case OFFERED, ASKING ->
                "Runs on an NVIDIA GPU need it. It is not part of the program; nothing is asked or fetched before you say so.";
            case PLANNED -> "Nothing has been fetched yet. The files are checked before they are used.";
            case FETCHING -> "You can go on working meanwhile.";
            case THERE -> "The CUDA engine is on this machine.";
        }));
        return text;
    }

    private Node facts() {
        CudaEngine cuda = model.engine();
        GridPane grid = new GridPane(12, 4);
        grid.getStyleClass().add("engine-facts");
        fact(grid, 0, "What", "cuda-what", cuda.told());
        fact(grid, 1, "From", "cuda-from", cuda.site());
        fact(grid, 2, "To", "cuda-to", cuda.folder().toString());
        Label size = fact(grid, 3, "Size", "cuda-size", "");
        size.textProperty()
                .bind(model.plan()
                        .map(p -> p.map(CudaDownload.Plan::told)
                                .map(t -> t + " to fetch, about twice as much on the disk")
                                .orElse("several gigabytes; the site tells exactly")));
        Tooltip names = new Tooltip();
        names.textProperty()
                .bind(model.plan().map(p -> p.map(CudaPane::files).orElse("Ask for the size to see the files")));
        size.setTooltip(names);
        Parts.shownIf(grid, model.stage().map(s -> s != Stage.NONE));
        return grid;
    }

    private static String files(CudaDownload.Plan plan) {
        return plan.items().stream()
                .map(i -> i.name() + ", " + CudaDownload.size(i.bytes()))
                .collect(Collectors.joining("\n"));
    }

    private static Label fact(GridPane grid, int row, String name, String id, String value) {
        Label caption = new Label(name);
        caption.getStyleClass().add("text-muted");
        caption.setMinWidth(40);
        Label text = Parts.text(id);
        text.setText(value);
        GridPane.setHgrow(text, Priority.ALWAYS);
        GridPane.setValignment(caption, javafx.geometry.VPos.TOP);
        grid.addRow(row, caption, text);
        return text;
    }

    private Node buttons() {
        Button ask = Parts.button(
                "Ask for the size",
                "cuda-ask",
                "Asks the site which files there are and how large; fetches none",
                model::ask);
        Parts.shownIf(ask, at(Stage.OFFERED));
        Button fetch = Parts.button(
                "Fetch",
                "cuda-fetch",
                "Fetches the files, checks them, and uses them for runs from then on",
                model::fetch);
        fetch.getStyleClass().add(Styles.ACCENT);
        fetch.textProperty()
                .bind(model.plan()
                        .map(p -> p.map(x -> "Fetch " + CudaDownload.size(x.bytes()))
                                .orElse("Fetch")));
        Parts.shownIf(fetch, at(Stage.PLANNED));
        Button use = Parts.button("Use it", "cuda-use", "All runs that start from now on compute with it", model::use);
        ObservableValue<Boolean> used =
                page.state().map(s -> s.settings().engine() instanceof EngineChoice.DownloadedCuda);
        use.disableProperty().bind(used);
        Parts.shownIf(use, at(Stage.THERE));
        HBox line = new HBox(8, ask, fetch, use);
        Parts.shownIf(line, model.stage().map(s -> s == Stage.OFFERED || s == Stage.PLANNED || s == Stage.THERE));
        return line;
    }
}
