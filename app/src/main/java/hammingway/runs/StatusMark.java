package hammingway.runs;

import javafx.scene.control.Label;
import org.kordamp.ikonli.javafx.FontIcon;

/** The state of a run as icon, word and colour: any one of them is enough to tell it. */
final class StatusMark {
    private StatusMark() {}

    static void show(Label label, RunSnapshot run) {
        label.setText(run.stateText());
        // in a table this is called for every cell that scrolls by: nothing is made or styled again without need
        if (label.getGraphic() instanceof FontIcon icon) {
            if (!icon.getIconLiteral().equals(icon(run))) {
                icon.setIconLiteral(icon(run));
            }
        } else {
            label.setGraphic(new FontIcon(icon(run)));
        }
        String wanted = "state-" + style(run);
        if (!label.getStyleClass().contains(wanted)) {
            label.getStyleClass().removeIf(c -> c.startsWith("state-"));
            label.getStyleClass().add(wanted);
        }
    }

    private static String icon(RunSnapshot run) {
        if (run.queued()) {
            return "mdi2t-timer-sand";
        }
        return switch (run.state()) {
            case WAITING -> "mdi2c-circle-outline";
            case PREPARING -> "mdi2c-cog-outline";
            case TRAINING -> "mdi2p-play-circle";
            case PAUSED -> "mdi2p-pause-circle";
            case EVALUATING -> "mdi2c-chart-bell-curve";
            case FINISHED -> "mdi2c-check-circle";
            case STOPPED -> "mdi2s-stop-circle";
            case FAILED -> "mdi2c-close-circle";
            case INTERRUPTED -> "mdi2a-alert-circle";
        };
    }

    private static String style(RunSnapshot run) {
        return switch (run.state()) {
            case WAITING -> "idle";
            case STOPPED -> "idle";
            case PREPARING, TRAINING, EVALUATING -> "active";
            case PAUSED -> "held";
            case FINISHED -> "good";
            case FAILED -> run.queued() ? "idle" : "bad";
            case INTERRUPTED -> run.queued() ? "idle" : "held";
        };
    }
}
