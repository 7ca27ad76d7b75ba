package hammingway.torch.engine;

import hammingway.base.Doc;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** How fast a training step is with each number of threads, measured on one machine. */
public record Calibration(
        @Doc("The processor that was measured") String processor,

        @Doc(value = "Its physical cores", min = 1, max = 4096)
        int cores,

        @Doc(value = "Threads to use: the fewest that are about as fast as the fastest", min = 1, max = 1024)
        int threads,

        @Doc("What was measured") List<Timing> timings,

        @Doc(value = "Processors that other programs kept busy when it began", min = 0, byDefault = "0")
        double load) {
    /** Of a processor; above it, figures of many threads are too high. */
    private static final double QUIET = 0.5;

    /** Closer than this is noise: then fewer threads leave cores to other programs. */
    private static final double AS_GOOD = 1.05;

    /** More are not tried: each takes seconds. */
    private static final int MOST_CANDIDATES = 8;

    /** One count of threads. */
    public record Timing(
            @Doc(value = "Threads", min = 1, max = 1024) int threads,

            @Doc(value = "Time of a step, the median", unit = "ms", min = 0)
            double stepMillis) {}

    public Calibration {
        timings = List.copyOf(timings);
    }

    /**
     * Chooses among the counts.
     *
     * @param timings one at least
     * @param load    processors that other programs kept busy
     */
    public static Calibration of(Processor processor, List<Timing> timings, double load) {
        double best = timings.stream().mapToDouble(Timing::stepMillis).min().orElseThrow();
        int threads = timings.stream()
                .filter(t -> t.stepMillis() <= AS_GOOD * best)
                .mapToInt(Timing::threads)
                .min()
                .orElseThrow();
        return new Calibration(processor.name(), processor.cores(), threads, timings, load);
    }

    /** Why the result may be wrong, for people; empty when it was measured in quiet. */
    public String doubt() {
        return load <= QUIET
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Other programs kept about %.1f processors busy meanwhile: measure again when they are done.",
                        load);
    }

    /** Whether it speaks of this processor: a home folder may be shared by machines. */
    public boolean fits(Processor other) {
        return processor.equals(other.name()) && cores == other.cores();
    }

    /** Counts worth a measurement, ascending: all up to the cores where they are few, else doublings; cores and logical processors always. */
    public static List<Integer> candidates(Processor processor) {
        TreeSet<Integer> counts = new TreeSet<>(List.of(1, processor.cores(), processor.logical()));
        if (processor.cores() <= MOST_CANDIDATES - 2) {
            for (int n = 1; n <= processor.cores(); n++) {
                counts.add(n);
            }
        } else {
            for (int n = processor.cores() / 2; n > 1 && counts.size() < MOST_CANDIDATES; n /= 2) {
                counts.add(n);
            }
        }
        return counts.stream().sorted(Comparator.naturalOrder()).toList();
    }
}
