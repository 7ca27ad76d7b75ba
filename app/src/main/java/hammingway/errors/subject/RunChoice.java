package hammingway.errors.subject;

import hammingway.run.RunFolder;

/**
 * An evaluated run that can be looked into.
 *
 * @param name for people; the folder's name where several runs share it
 */
public record RunChoice(RunFolder run, String name) {
    public String id() {
        return run.id();
    }
}
