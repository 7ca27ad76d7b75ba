package hammingway.run.notes;

import hammingway.base.WorkbenchException;
import java.util.ArrayList;
import java.util.List;

/** Tags that runs get and lose. */
public record TagChange(List<String> added, List<String> removed) {
    static final String ALLOWED = "1 to 40 letters, digits and . _ -, not beginning with -";

    public TagChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    static boolean isTag(String text) {
        return text.matches("[\\p{L}\\p{N}._][\\p{L}\\p{N}._-]{0,39}");
    }

    /**
     * Reads {@code +paper -draft}; a tag without a sign is added.
     *
     * @throws WorkbenchException naming what is no tag
     */
    public static TagChange parse(String text) {
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (String word : text.strip().split("[\\s,]+")) {
            boolean minus = word.startsWith("-");
            String tag = minus || word.startsWith("+") ? word.substring(1) : word;
            if (word.isEmpty()) {
                continue;
            }
            if (!isTag(tag)) {
                throw new WorkbenchException("\"" + word.replaceAll("\\p{Cntrl}", "\uFFFD") + "\" is no tag. Allowed: "
                        + ALLOWED + ". Write +tag to add and -tag to remove.");
            }
            (minus ? removed : added).add(tag);
        }
        if (added.isEmpty() && removed.isEmpty()) {
            throw new WorkbenchException(
                    "No tag is given. Write +tag to add and -tag to remove, such as +paper -draft.");
        }
        return new TagChange(added, removed);
    }
}
