package hammingway.settings;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import hammingway.run.Project;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code preferences.json}: what the window remembers from one start to the next. */
public record Preferences(
        @Doc(value = "The look: light, dark, or as the system's own settings", byDefault = "\"light\"")
        ThemeChoice theme,

        @Doc(
                value = "Size of text, controls and pictures in the window",
                unit = "%",
                min = 80,
                max = 200,
                byDefault = "100")
        int scale,

        @Doc(
                value =
                        "The folder in which the window makes new projects; empty: HAMMINGWAY_HOME, or Hammingway in the home folder",
                byDefault = "\"\"")
        String projects,

        @Doc(value = "Width of the window", unit = "pixels", min = 400, max = 20_000, byDefault = "1280")
        double width,

        @Doc(value = "Height of the window", unit = "pixels", min = 300, max = 20_000, byDefault = "800")
        double height,

        @Doc(value = "Whether the window fills the screen", byDefault = "false")
        boolean maximised,

        @Doc(value = "Folders of projects, the last opened first", byDefault = "[]")
        List<String> recent)
        implements Checked {
    /** What fits into a menu. */
    private static final int MOST_RECENT = 8;

    public static final Preferences DEFAULT = new Preferences(ThemeChoice.LIGHT, 100, "", 1280, 800, false, List.of());

    public Preferences {
        recent = List.copyOf(recent);
    }

    @Override
    public List<Problem> problems() {
        try {
            return projects.isEmpty() || Path.of(projects).isAbsolute()
                    ? List.of()
                    : List.of(badFolder("Write it from the root of the file system, or choose it with the button"));
        } catch (InvalidPathException e) {
            return List.of(badFolder(e.getReason() + ": correct the name"));
        }
    }

    private Problem badFolder(String fix) {
        return new Problem("projects", projects, "the full path of a folder, or nothing for the default", fix);
    }

    /** Where the window makes new projects. */
    public Path projectsFolder() {
        Path fallback = Project.defaultFolder().toAbsolutePath().getParent();
        return projects.isEmpty() || !problems().isEmpty()
                ? (fallback == null ? Path.of("").toAbsolutePath() : fallback)
                : Path.of(projects);
    }

    public Preferences withTheme(ThemeChoice newTheme) {
        return new Preferences(newTheme, scale, projects, width, height, maximised, recent);
    }

    public Preferences withScale(int newScale) {
        return new Preferences(theme, newScale, projects, width, height, maximised, recent);
    }

    public Preferences withProjects(String folder) {
        return new Preferences(theme, scale, folder, width, height, maximised, recent);
    }

    /** Unless the window is maximised: then the size to which it returns is kept. */
    public Preferences withWindow(double newWidth, double newHeight, boolean newMaximised) {
        return newMaximised
                ? new Preferences(theme, scale, projects, width, height, true, recent)
                : new Preferences(
                        theme, scale, projects, Math.max(400, newWidth), Math.max(300, newHeight), false, recent);
    }

    /** With a project's folder as the last opened. */
    public Preferences withRecent(Path folder) {
        List<String> folders = new ArrayList<>(recent);
        String name = folder.toAbsolutePath().normalize().toString();
        folders.remove(name);
        folders.addFirst(name);
        return withRecent(folders.subList(0, Math.min(MOST_RECENT, folders.size())));
    }

    /** Without a folder among the projects opened before. */
    public Preferences withoutRecent(String folder) {
        return withRecent(recent.stream().filter(f -> !f.equals(folder)).toList());
    }

    private Preferences withRecent(List<String> folders) {
        return new Preferences(theme, scale, projects, width, height, maximised, folders);
    }

    /** With all that can be chosen as these have it; what the window remembers of itself stays. */
    public Preferences withChoicesOf(Preferences others) {
        return withTheme(others.theme()).withScale(others.scale()).withProjects(others.projects());
    }
}
