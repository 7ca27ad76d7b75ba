package hammingway.settings.engine;

import hammingway.torch.engine.Devices;
import hammingway.torch.engine.Gpu;
import hammingway.torch.engine.Processor;
import java.util.OptionalLong;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A row for the processor and for each GPU, with a bar of its memory. */
final class DevicesPane {
    private final VBox root = new VBox(8);
    private final VBox rows = new VBox(10);
    private final Label note = Parts.text("devices-note");

    DevicesPane(EngineViewModel model) {
        rows.setId("devices");
        note.getStyleClass().add("text-muted");
        root.getChildren().addAll(Parts.heading("Devices"), rows, note);
        model.devices().subscribe(found -> {
            rows.getChildren().clear();
            if (found.isPresent()) {
                show(found.get());
            } else {
                note.setText("Looking for devices\u2026");
            }
        });
    }

    Node node() {
        return root;
    }

    private void show(Devices devices) {
        Processor p = devices.processor();
        OptionalLong used = p.memory().isPresent() && p.free().isPresent()
                ? OptionalLong.of(p.memory().getAsLong() - p.free().getAsLong())
                : OptionalLong.empty();
        String cores = p.cores() == 1 ? "1 core" : p.cores() + " cores";
        rows.getChildren()
                .add(row(
                        "mdi2c-cpu-64-bit",
                        "cpu",
                        p.name() + ", " + cores + (p.logical() > p.cores() ? ", " + p.logical() + " threads" : ""),
                        p.memory(),
                        used));
        for (Gpu gpu : devices.gpus()) {
            rows.getChildren()
                    .add(row(
                            "mdi2e-expansion-card",
                            gpu.id(),
                            gpu.name() + (gpu.driver().isEmpty() ? "" : ", driver " + gpu.driver()),
                            gpu.memory(),
                            gpu.used()));
        }
        note.setText(devices.note());
        note.setManaged(!devices.note().isEmpty());
    }

    private static Node row(String icon, String id, String what, OptionalLong memory, OptionalLong used) {
        Label name = new Label(id, new FontIcon(icon));
        name.getStyleClass().add("device-id");
        name.setMinWidth(76);
        Label text = new Label(what);
        text.setWrapText(true);
        VBox words = new VBox(4, text);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (memory.isPresent()) {
            words.getChildren().add(memory(id, memory.getAsLong(), used));
        } else {
            words.getChildren().add(Parts.muted("Memory unknown"));
        }
        HBox row = new HBox(8, name, words);
        row.setId("device-" + id);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    private static Node memory(String id, long memory, OptionalLong used) {
        String words = used.isPresent()
                ? Devices.memory(used.getAsLong()) + " of " + Devices.memory(memory) + " in use"
                : Devices.memory(memory);
        Label text = Parts.muted(words);
        text.setMinWidth(170);
        ProgressBar bar = new ProgressBar(used.isPresent() ? (double) used.getAsLong() / Math.max(1, memory) : 0);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText("Memory of " + id + ": " + words);
        bar.setTooltip(new Tooltip("Memory in use by all programs of this machine"));
        HBox.setHgrow(bar, Priority.ALWAYS);
        HBox line = new HBox(12, bar, text);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
