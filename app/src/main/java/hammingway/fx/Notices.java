package hammingway.fx;

/** Tells the user what happened, without asking back. May be called on any thread. */
public interface Notices {
    /** Good news or plain facts; goes away by itself. */
    void info(String text);

    /** What failed, where, and what to do; stays until it is closed. */
    void error(String text);
}
