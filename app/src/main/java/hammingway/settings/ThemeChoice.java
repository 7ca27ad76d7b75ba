package hammingway.settings;

/** What a person may want of the look. Knows no colours: the command line names it too, without a screen. */
public enum ThemeChoice {
    LIGHT("Light"),
    DARK("Dark"),
    /** As the system's own settings, and changing with them. */
    SYSTEM("As the system");

    private final String title;

    ThemeChoice(String title) {
        this.title = title;
    }

    /** For people. */
    @Override
    public String toString() {
        return title;
    }
}
