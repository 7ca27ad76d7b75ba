package hammingway.code.versions;

import hammingway.base.WorkbenchException;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names under which codebooks are kept: they become names of files, on all systems alike. */
public final class CodebookName {
    /** With its endings a file's name stays below the 255 bytes of common file systems, in letters of up to two bytes. */
    private static final int LONGEST = 100;

    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}._+-]+");

    /** Names of devices on Windows, with any ending. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])([.].*)?");

    private CodebookName() {}

    /** @throws WorkbenchException saying what is allowed, with a name that is near and possible */
    public static String require(String name) {
        String possible = cleaned(name);
        if (possible.isEmpty() || !name.equals(possible)) {
            throw new WorkbenchException("\"" + name.replaceAll("\\p{Cntrl}", "\uFFFD")
                    + "\" cannot be the name of a codebook: allowed are 1 to " + LONGEST
                    + " letters, digits and . _ + -, not beginning with a dot."
                    + (possible.isEmpty() ? "" : " Use " + possible + "."));
        }
        return name;
    }

    /** The nearest possible name; empty where nothing of the text is left. */
    public static String cleaned(String typed) {
        String plain = OTHER.matcher(Normalizer.normalize(typed.strip(), Normalizer.Form.NFC))
                .replaceAll("-");
        String cut = plain.substring(
                0, plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length()))));
        String bare = cut.replaceFirst("^[.]+", "").replaceFirst("[.]+$", "");
        return DEVICE.matcher(bare).matches() ? "_" + bare : bare;
    }
}
