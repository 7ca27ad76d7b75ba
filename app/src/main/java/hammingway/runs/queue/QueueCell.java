package hammingway.runs.queue;

import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueLook;
import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

/** A word of a line; what led to it is told by the mouse. */
final class QueueCell extends TableCell<QueueItem, QueueLook.Row> {
    private static final double WIDTH = 400;

    private final Function<QueueLook.Row, String> text;

    QueueCell(Function<QueueLook.Row, String> text) {
        this.text = text;
    }

    @Override
    protected void updateItem(QueueLook.Row row, boolean nothing) {
        super.updateItem(row, nothing);
        getStyleClass().removeIf(c -> c.startsWith("state-"));
        if (row == null || nothing) {
            setText(null);
            setTooltip(null);
            return;
        }
        setText(text.apply(row));
        getStyleClass().add(style(row));
        Tooltip tooltip = new Tooltip(explanation(row));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDTH);
        setTooltip(tooltip);
    }

    private static String style(QueueLook.Row row) {
        return switch (row.entry().state()) {
            case WAITING -> "state-plain";
            case STARTED -> "state-active";
            case FAILED -> "state-bad";
        };
    }

    private static String explanation(QueueLook.Row row) {
        QueueEntry entry = row.entry();
        String waits = row.waitsFor()
                .map(w -> "\nIts codebook is made from the run " + w + ", which comes first.")
                .orElse("");
        String failed = entry.attempts() == 0
                ? ""
                : "\nFailed " + (entry.attempts() == 1 ? "once" : entry.attempts() + " times") + ".";
        return row.run().id() + waits + failed + (entry.reason().isEmpty() ? "" : "\n" + entry.reason());
    }
}
