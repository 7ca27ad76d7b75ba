package hammingway.torch.engine;

import hammingway.base.Problem;
import hammingway.base.WorkbenchException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a folder holds.
 *
 * @param folder    as it was named
 * @param libraries where the libraries are, if they were found: the folder itself or its {@code lib}
 * @param version   of PyTorch, such as {@code 2.7.1}
 * @param flavor    {@code cpu}, or {@code cu128} for CUDA 12.8
 * @param problems  why it cannot be used, all of them; empty when it can
 */
public record LibtorchReport(
        Path folder,
        Optional<Path> libraries,
        Optional<String> version,
        Optional<String> flavor,
        List<Problem> problems) {
    public LibtorchReport {
        problems = List.copyOf(problems);
    }

    public boolean usable() {
        return problems.isEmpty();
    }

    /** Whether it computes on NVIDIA GPUs. */
    public boolean cuda() {
        return flavor.filter(f -> f.startsWith("cu")).isPresent();
    }

    /** In a few words, such as {@code PyTorch 2.7.1 for the CPU}. */
    public String told() {
        String kind = flavor.map(LibtorchReport::kind).orElse("");
        return version.map(v -> "PyTorch " + v + kind).orElse("PyTorch of an unknown version" + kind);
    }

    private static String kind(String flavor) {
        return flavor.matches("cu\\d{3}")
                ? " for CUDA " + flavor.substring(2, 4) + "." + flavor.substring(4)
                : flavor.equals(Pytorch.CPU) ? " for the CPU" : " (" + flavor + ")";
    }

    /** @throws WorkbenchException with all problems, if there are any */
    public LibtorchReport orThrow() {
        if (!usable()) {
            throw new WorkbenchException("The engine in " + folder + " cannot be used:"
                    + problems.stream().map(p -> "\n  " + p).collect(Collectors.joining()));
        }
        return this;
    }
}
