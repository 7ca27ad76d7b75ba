package hammingway.base;

/**
 * Something a user can understand and mend: a file, a setting, the machine. The message says what failed, where, the value
 * found, what is allowed and what to do; the command line and the window print it without a stack trace.
 */
public class WorkbenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkbenchException(String message) {
        super(message);
    }

    public WorkbenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
