package hammingway.torch.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What this machine can compute on.
 *
 * @param note why no GPU is listed, or what could not be found out; empty when all is known. Having no GPU is no error
 */
public record Devices(Processor processor, List<Gpu> gpus, String note) {
    public Devices {
        gpus = List.copyOf(gpus);
    }

    public Optional<Gpu> gpu(String id) {
        return gpus.stream().filter(g -> g.id().equals(id)).findFirst();
    }

    /** Memory for people, in the unit in which makers count it: an 80 GB card has about 80 GiB. */
    public static String memory(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }

    /** Such as {@code cpu, gpu0 (NVIDIA H100)}: what can be written as a run's device. */
    public String names() {
        return "cpu"
                + gpus.stream().map(g -> ", " + g.id() + " (" + g.name() + ")").collect(Collectors.joining());
    }
}
