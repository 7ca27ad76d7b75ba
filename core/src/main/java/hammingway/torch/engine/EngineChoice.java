package hammingway.torch.engine;

import hammingway.base.Doc;

/** Which PyTorch the workers of this machine compute with. */
public sealed interface EngineChoice {
    @Doc("The engine that comes with the program; computes on the processor")
    record BundledCpu() implements EngineChoice {}

    @Doc("PyTorch's libraries in a folder of the user's")
    record LibtorchFolder(
            @Doc("The folder, or the lib folder in it") String path) implements EngineChoice {}

    @Doc("The CUDA engine that was downloaded on the user's word")
    record DownloadedCuda() implements EngineChoice {}

    /** In a few words, such as in {@code engine show}. */
    default String told() {
        return switch (this) {
            case BundledCpu bundled -> "bundled CPU engine, PyTorch " + Pytorch.VERSION;
            case LibtorchFolder folder -> "libtorch folder " + folder.path();
            case DownloadedCuda cuda -> "downloaded CUDA engine, PyTorch " + Pytorch.VERSION + " for CUDA 12.8";
        };
    }
}
