package hammingway.run.estimate;

import hammingway.run.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run will be.
 *
 * @param disk bytes of its folder: checkpoints, the most at once, and traces
 */
public record Estimate(Ingredients with, RunSize size, MemoryNeed memory, long disk) {
    /** Name, shape and offsets of tensors, events of a few hundred bytes a step, small files. */
    private static final long SMALL_FILES = 100_000;

    private static final long EVENT = 220;

    public static Estimate of(RunSpec spec, Ingredients with) {
        RunSize size = RunSize.of(spec, with.vocabulary(), with.bits());
        return new Estimate(with, size, MemoryNeed.of(spec, size), disk(spec, size));
    }

    private static long disk(RunSpec spec, RunSize size) {
        int every = spec.training().checkpointEvery();
        long written = every == 0 ? 1 : Math.ceilDiv(spec.training().steps(), (long) every);
        // one more is whole before the oldest is deleted
        long kept = Math.min(written, spec.training().keepCheckpoints() + 1L);
        long checkpoint = 3 * 4 * size.total();
        long positions = (long) spec.evaluation().windows() * spec.backbone().context();
        long logits = size.bits() > 0 ? size.bits() : size.vocabulary();
        long traces = spec.evaluation().traces() ? positions * (16 + 2 * logits) : 0;
        return kept * checkpoint
                + traces
                + SMALL_FILES
                + EVENT * spec.training().steps();
    }

    /** Whether it has room in memory; true where the system does not tell. */
    public boolean fits(Machine machine) {
        return machine.memory() == 0 || memory.total() <= machine.memory();
    }

    /** What does not fit on this computer, with what to change; empty when all is well. */
    public List<String> warnings(Machine machine) {
        List<String> warnings = new ArrayList<>();
        if (!fits(machine)) {
            MemoryNeed.Part part = memory.greatest();
            warnings.add("Needs about " + bytes(memory.total()) + " of memory; this computer has "
                    + bytes(machine.memory()) + " free. The most is for "
                    + part.name().toLowerCase(Locale.ROOT) + ", " + bytes(part.bytes()) + ": choose " + part.remedy()
                    + ".");
        }
        if (machine.disk() > 0 && disk > machine.disk()) {
            warnings.add(
                    "Needs about " + bytes(disk) + " on disk; " + bytes(machine.disk())
                            + " are free. Keep fewer checkpoints (training.keepCheckpoints), or write no traces (evaluation.traces).");
        }
        return warnings;
    }

    /** Such as {@code 640 MB}. */
    public static String bytes(long bytes) {
        return bytes < 10_000_000L
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : bytes < 10_000_000_000L
                        ? String.format(Locale.ROOT, "%,d MB", Math.round(bytes / 1e6))
                        : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }
}
