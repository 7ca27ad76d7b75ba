package hammingway.errors.ask;

import hammingway.run.RunFolder;

/**
 * A run whose model can be asked.
 *
 * @param name for people; the folder's name where several runs share it
 */
public record AskedRun(RunFolder run, String name) {}
