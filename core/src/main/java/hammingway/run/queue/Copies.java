package hammingway.run.queue;

import hammingway.run.Project;
import hammingway.run.RunFolder;
import hammingway.run.RunSpec;

/** The same run once more, with other random numbers. */
public final class Copies {
    private static final int LONGEST_NAME = 80;

    private Copies() {}

    /** A new run of the same specification but for its name and its seed: the next one that the project has no such run of. */
    public static RunFolder withNextSeed(Project project, RunFolder run) {
        RunSpec spec = run.spec();
        String base = spec.name().replaceFirst(" seed " + spec.seed() + "$", "");
        long seed = spec.seed() + 1;
        while (project.find(spec.withSeed(seed)).isPresent()) {
            seed++;
        }
        String added = " seed " + seed;
        String name = base.substring(0, Math.min(base.length(), LONGEST_NAME - added.length())) + added;
        return project.create(spec.withSeed(seed).withName(name));
    }
}
