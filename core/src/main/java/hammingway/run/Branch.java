package hammingway.run;

import hammingway.base.Doc;
import hammingway.base.SpecCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code branch.json} of a run that went on from another run's checkpoint: where its first steps were made. */
public record Branch(
        @Doc("The run whose checkpoint it began with") String run,

        @Doc(value = "Steps that the checkpoint had", unit = "steps", min = 1)
        long step,

        @Doc("SHA-256 of the checkpoint's model, optimiser and state, one after the other")
        String checkpointSha256,

        @Doc("SHA-256 of the other run's specification") String specSha256,

        @Doc(value = "SHA-256 of the data that the other run was trained on", byDefault = "\"\"")
        String dataSha256,

        @Doc(value = "Fields that differ from the other run's specification", byDefault = "[]")
        List<Change> changes) {
    private static final String FILE = "branch.json";

    /** A field with its value there and here, as JSON. */
    public record Change(String field, String from, String to) {
        @Override
        public String toString() {
            return field + ": " + from + " -> " + to;
        }
    }

    /** Where a run branched off; none for one that began at step 0. */
    public static Optional<Branch> of(RunFolder run) {
        Path file = file(run.path());
        return Files.exists(file) ? Optional.of(SpecCodec.read(Branch.class, file)) : Optional.empty();
    }

    static Path file(Path run) {
        return run.resolve(FILE);
    }
}
