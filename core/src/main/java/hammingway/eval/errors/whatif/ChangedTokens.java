package hammingway.eval.errors.whatif;

import hammingway.base.SpecCodec;
import hammingway.eval.trace.Trace;
import hammingway.vocab.Vocabulary;
import java.util.Arrays;

/** The positions whose first token is another one now, in their order. */
public final class ChangedTokens {
    /** How a change matters. */
    public enum Kind {
        GAINED,
        LOST,
        STILL_WRONG
    }

    /** None. */
    public static final ChangedTokens NONE = new ChangedTokens(new int[0], new int[0], new int[0], new Kind[0]);

    private final int[] positions;
    private final int[] before;
    private final int[] after;
    private final Kind[] kinds;

    private ChangedTokens(int[] positions, int[] before, int[] after, Kind... kinds) {
        this.positions = positions;
        this.before = before;
        this.after = after;
        this.kinds = kinds;
    }

    static ChangedTokens of(Trace trace, ChosenWindows windows, Places was, Places is) {
        int count = 0;
        for (int i = 0; i < windows.positions(); i++) {
            count += was.predicted(i) != is.predicted(i) ? 1 : 0;
        }
        ChangedTokens changed = new ChangedTokens(new int[count], new int[count], new int[count], new Kind[count]);
        int at = 0;
        for (int i = 0; i < windows.positions(); i++) {
            if (was.predicted(i) != is.predicted(i)) {
                int position = windows.position(i);
                int target = trace.target(position);
                changed.positions[at] = position;
                changed.before[at] = was.predicted(i);
                changed.after[at] = is.predicted(i);
                changed.kinds[at++] = is.predicted(i) == target
                        ? Kind.GAINED
                        : was.predicted(i) == target ? Kind.LOST : Kind.STILL_WRONG;
            }
        }
        return changed;
    }

    public int count() {
        return positions.length;
    }

    /** The position of the trace. */
    public int position(int index) {
        return positions[index];
    }

    /** What the run's own decoding ranks first. */
    public int before(int index) {
        return before[index];
    }

    /** What the what-if ranks first. */
    public int after(int index) {
        return after[index];
    }

    public Kind kind(int index) {
        return kinds[index];
    }

    /** How many are of a kind. */
    public long count(Kind kind) {
        return Arrays.stream(kinds).filter(k -> k == kind).count();
    }

    /** A row for each: position, window, place in it, and number and text of the token that came, the one before and the one after. */
    public String csv(Trace trace, Vocabulary vocabulary) {
        StringBuilder csv = new StringBuilder(
                "position,window,token_of_window,change,target,target_text,before,before_text,after,after_text\n");
        for (int i = 0; i < positions.length; i++) {
            int position = positions[i];
            csv.append(position).append(',').append(position / trace.context());
            csv.append(',').append(position % trace.context());
            csv.append(',').append(SpecCodec.kebab(kinds[i].name()));
            for (int token : new int[] {trace.target(position), before[i], after[i]}) {
                csv.append(',').append(token).append(",\"");
                csv.append(vocabulary.display(token).replace("\"", "\"\"")).append('"');
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    WhatIfResult.Changes counts() {
        return new WhatIfResult.Changes(count(Kind.GAINED), count(Kind.LOST), count(Kind.STILL_WRONG));
    }
}
