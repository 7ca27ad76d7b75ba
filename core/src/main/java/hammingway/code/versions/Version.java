package hammingway.code.versions;

import hammingway.base.Checked;
import hammingway.base.Doc;
import hammingway.base.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One saved state of a codebook, as {@code version.json} tells it. */
public record Version(
        @Doc(value = "Counts from 1", min = 1) int number,

        @Doc("When it was saved, UTC, ISO 8601") String time,

        @Doc(value = "What its author noted", byDefault = "\"\"")
        String note,

        @Doc("How it came to be here") Origin origin,

        @Doc("The codebook in figures") Facts codebook,

        @Doc("Against the version before; the first has none")
        Optional<Change> change)
        implements Checked {

    /** How a version came to be. */
    public sealed interface Origin {
        /** Somebody saved it. */
        @Doc("Saved")
        record Saved() implements Origin {}

        /** It stood under the name, put there by another program or an earlier version of this one. */
        @Doc("Found under the name")
        record Found() implements Origin {}

        /** @param version that was made the newest again */
        @Doc("An earlier version, made the newest again")
        record Restored(
                @Doc(value = "The earlier version", min = 1) int version) implements Origin {}
    }

    @Override
    public List<Problem> problems() {
        try {
            Instant.parse(time);
            return List.of();
        } catch (DateTimeException e) {
            return List.of(new Problem("time", time, "such as 2026-01-31T12:00:00Z", "Correct the time"));
        }
    }

    public Instant saved() {
        return Instant.parse(time);
    }

    /** One line: where it came from, and what changed. */
    public String words() {
        String changed = change.map(Change::words).orElse("");
        return switch (origin) {
            case Origin.Saved saved -> change.isPresent() ? changed : "first version";
            case Origin.Found found ->
                "found under this name, not saved here" + (changed.isEmpty() ? "" : "; " + changed);
            case Origin.Restored r ->
                "version " + r.version() + " restored" + (changed.isEmpty() ? "" : "; " + changed);
        };
    }
}
