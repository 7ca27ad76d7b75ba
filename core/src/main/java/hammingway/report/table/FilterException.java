package hammingway.report.table;

import hammingway.base.WorkbenchException;

/** A filter that cannot be understood, with the place. */
public final class FilterException extends WorkbenchException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param position of the first character that is wrong, from 0
     * @param problem  what is wrong there, what is allowed
     */
    FilterException(String filter, int position, String problem) {
        super(problem + "\n  " + filter.replaceAll("\\p{Cntrl}", " ") + "\n  " + " ".repeat(position) + "^");
        this.position = position;
    }

    public int position() {
        return position;
    }

    /** What is wrong, without the picture of the place. */
    public String problem() {
        String message = String.valueOf(getMessage());
        return message.substring(0, message.indexOf('\n'));
    }
}
