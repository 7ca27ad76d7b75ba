package hammingway.settings;

import hammingway.base.Doc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code preferences.json}: what the window remembers from one start to the next. */
public record Preferences(
        @Doc(value = "The look: light or dark", byDefault = "\"light\"")
        Theme theme,

        @Doc(value = "Width of the window", unit = "pixels", min = 400, max = 20_000, byDefault = "1280")
        double width,

        @Doc(value = "Height of the window", unit = "pixels", min = 300, max = 20_000, byDefault = "800")
        double height,

        @Doc(value = "Whether the window fills the screen", byDefault = "false")
        boolean maximised,

        @Doc(value = "Folders of projects, the last opened first", byDefault = "[]")
        List<String> recent) {
    /** What fits into a menu. */
    private static final int MOST_RECENT = 8;

    public static final Preferences DEFAULT = new Preferences(Theme.LIGHT, 1280, 800, false, List.of());

    public Preferences {
        recent = List.copyOf(recent);
    }

    public Preferences withTheme(Theme newTheme) {
        return new Preferences(newTheme, width, height, maximised, recent);
    }

    /** Unless the window is maximised: then the size to which it returns is kept. */
    public Preferences withWindow(double newWidth, double newHeight, boolean newMaximised) {
        return newMaximised
                ? new Preferences(theme, width, height, true, recent)
                : new Preferences(theme, Math.max(400, newWidth), Math.max(300, newHeight), false, recent);
    }

    /** With a project's folder as the last opened. */
    public Preferences withRecent(Path folder) {
        List<String> folders = new ArrayList<>(recent);
        String name = folder.toAbsolutePath().normalize().toString();
        folders.remove(name);
        folders.addFirst(name);
        return new Preferences(
                theme, width, height, maximised, folders.subList(0, Math.min(MOST_RECENT, folders.size())));
    }
}
