package hammingway.fx;

import javafx.event.Event;
import javafx.event.EventType;

/** Asks the window to look into the errors of a run; travels up from wherever the run is shown, so that workspaces need not know each other. */
public final class ErrorsEvent extends Event {
    private static final long serialVersionUID = 1;

    public static final EventType<ErrorsEvent> OPEN = new EventType<>(Event.ANY, "ERRORS");

    private final String runId;

    public ErrorsEvent(String runId) {
        super(OPEN);
        this.runId = runId;
    }

    public String runId() {
        return runId;
    }
}
