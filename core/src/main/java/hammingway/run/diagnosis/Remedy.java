package hammingway.run.diagnosis;

import java.nio.file.Path;
import java.util.List;

/**
 * Something that can be done about a run that did not finish.
 *
 * @param title  what it does, short enough for a button
 * @param effect what comes of it, in a sentence
 */
public record Remedy(String title, String effect, Action action) {
    /** What is done. */
    public sealed interface Action {}

    /** The same run goes on from its last checkpoint; without one, from the start. */
    public record Continue() implements Action {}

    /** The same run begins again; its checkpoints are set aside. */
    public record StartOver() implements Action {}

    /** A new run with some fields changed; the old one stays as it is. */
    public record Change(String addedToTheName, List<FieldChange> fields) implements Action {}

    /** Checkpoints that nothing needs are deleted, then the same run goes on. */
    public record FreeSpace(List<Path> checkpoints) implements Action {}

    /** A field of the specification. */
    public record FieldChange(String path, String from, String to) {
        @Override
        public String toString() {
            return path + " = " + to + " instead of " + from;
        }
    }
}
