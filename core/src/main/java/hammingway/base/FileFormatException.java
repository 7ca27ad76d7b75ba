package hammingway.base;

import java.nio.file.Path;

/** A file that is not what it should be. */
public final class FileFormatException extends WorkbenchException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file  the file read
     * @param where the line, field or offset, such as {@code line 7} or {@code tensor "wte.weight"}; may be empty
     * @param found what was found there
     * @param fix   what is allowed and what to do
     */
    public FileFormatException(Path file, String where, String found, String fix) {
        super(file + (where.isEmpty() ? "" : ", " + where) + ": " + found + ". " + fix);
    }
}
