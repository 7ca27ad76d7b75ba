package hammingway.fx;

import javafx.event.Event;
import javafx.event.EventType;

/** Asks the window for a page of the guide; travels up from whatever explains itself, so that nobody is handed the guide. */
public final class GuideEvent extends Event {
    private static final long serialVersionUID = 1;

    public static final EventType<GuideEvent> OPEN = new EventType<>(Event.ANY, "GUIDE");

    private final String page;

    /** @param page such as {@code figures.md#rate}, in the folder of the guide */
    public GuideEvent(String page) {
        super(OPEN);
        this.page = page;
    }

    public String page() {
        return page;
    }
}
