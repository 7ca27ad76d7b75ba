package hammingway.shell.start;

import hammingway.base.WorkbenchException;
import hammingway.run.Project;
import java.nio.file.Path;

/**
 * A project that was open before.
 *
 * @param folder  as it is remembered
 * @param name    of the project, or of its folder where that is not there any more
 * @param trouble why it cannot be opened; empty when it can
 */
public record RecentProject(String folder, String name, String trouble) {
    /** Looks at the disk. */
    static RecentProject at(String folder) {
        Path path = Path.of(folder);
        try {
            return new RecentProject(folder, Project.open(path).name(), "");
        } catch (WorkbenchException e) {
            boolean there = java.nio.file.Files.exists(path.resolve("project.json"));
            Path last = path.getFileName();
            return new RecentProject(
                    folder, last == null ? folder : last.toString(), there ? "Cannot be read" : "Not there any more");
        }
    }

    public boolean missing() {
        return !trouble.isEmpty();
    }

    /** The folder, with the home folder as {@code ~}. */
    public String shownFolder() {
        String home = System.getProperty("user.home");
        return folder.startsWith(home + java.io.File.separator) ? "~" + folder.substring(home.length()) : folder;
    }
}
