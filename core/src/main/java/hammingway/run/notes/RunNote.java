package hammingway.run.notes;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What people say of a run: a note in words and tags to find it by. */
public record RunNote(
        @Doc(value = "A note for people", byDefault = "\"\"")
        String note,

        @Doc(value = "Tags, each once", byDefault = "[]") List<String> tags)
        implements Checked {
    /** A page of text; more belongs into a document. */
    static final int LONGEST = 10_000;

    /** More than anyone tells apart at a run. */
    static final int MOST = 50;

    public static final RunNote NONE = new RunNote("", List.of());

    public RunNote {
        tags = List.copyOf(new TreeSet<>(tags));
    }

    public boolean isEmpty() {
        return note.isEmpty() && tags.isEmpty();
    }

    public RunNote withNote(String text) {
        return new RunNote(text, tags);
    }

    RunNote with(TagChange change) {
        List<String> all = new ArrayList<>(tags);
        all.addAll(change.added());
        all.removeAll(change.removed());
        return new RunNote(note, all);
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (note.length() > LONGEST) {
            problems.add(new Problem(
                    "note",
                    note.length() + " characters",
                    "at most " + LONGEST + " characters",
                    "Shorten the note, or keep it in a document of its own"));
        }
        if (tags.size() > MOST) {
            problems.add(new Problem("tags", tags.size() + " tags", "at most " + MOST, "Remove some"));
        }
        for (String tag : tags) {
            if (!TagChange.isTag(tag)) {
                problems.add(new Problem("tags", tag, TagChange.ALLOWED, "Rename the tag"));
            }
        }
        return problems;
    }
}
