package hammingway.eval;

import ai.djl.ndarray.NDArray;
import hammingway.torch.Torch;
import java.util.EnumMap;
import java.util.Map;

/** Tells the parts of generation apart. A lap is the time since the last one. */
final class GenerationClock {
    private static final double NANOS = 1e-9;

    /** What a lap went into. */
    enum Part {
        READING,
        TRUNK,
        HEAD,
        DECODE,
        TELLING,
        REST
    }

    private final boolean waits;
    private final Map<Part, Long> nanos = new EnumMap<>(Part.class);
    private final long begin = System.nanoTime();
    private long last = begin;
    private int read;
    private int stepped;
    private int chosen;

    GenerationClock(Torch torch) {
        this.waits = !torch.device().equals("cpu");
    }

    void lap(Part part) {
        long now = System.nanoTime();
        nanos.merge(part, now - last, Long::sum);
        last = now;
    }

    /** The same once an array is there: a graphics processor works on while its caller goes on. */
    void lap(Part part, NDArray made) {
        if (waits) {
            made.toFloatArray();
        }
        lap(part);
    }

    /** Tokens that were read in pieces. */
    void read(int tokens) {
        read += tokens;
    }

    /** Tokens that were read one by one. */
    void stepped(int tokens) {
        stepped += tokens;
    }

    void chosen(int tokens) {
        chosen += tokens;
    }

    GenerationTimes times(int batch, int tokens) {
        return new GenerationTimes(
                batch,
                tokens,
                read,
                seconds(Part.READING),
                stepped,
                seconds(Part.TRUNK),
                chosen,
                seconds(Part.HEAD),
                seconds(Part.DECODE),
                seconds(Part.TELLING),
                (System.nanoTime() - begin) * NANOS);
    }

    private double seconds(Part part) {
        return nanos.getOrDefault(part, 0L) * NANOS;
    }
}
