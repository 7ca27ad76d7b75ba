package hammingway.torch.engine;

import java.util.OptionalLong;

/**
 * An NVIDIA GPU, as its driver tells it.
 *
 * @param index  by the order of the bus; the runs' device is {@code gpu} and this number
 * @param memory bytes in all; empty where the driver does not say
 * @param used   bytes in use by all programs
 * @param driver its version; empty when unknown
 */
public record Gpu(int index, String name, OptionalLong memory, OptionalLong used, String driver) {
    /** What a specification calls it. */
    public String id() {
        return "gpu" + index;
    }
}
