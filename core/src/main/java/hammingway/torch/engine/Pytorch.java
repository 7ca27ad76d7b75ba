package hammingway.torch.engine;

import java.util.List;

/** What this version's bridge to the engine was built for; see the names in DJL's {@code pytorch-jni} archive. */
public final class Pytorch {
    /** PyTorch's interface is stable within a minor version only: another one may load and then break. */
    public static final String VERSION = "2.7.1";

    static final String SERIES = "2.7";
    static final String CPU = "cpu";
    static final String CUDA = "cu128";

    /** Least NVIDIA driver of CUDA 12 by its minor version compatibility: 525.60.13 on Linux, 528.33 on Windows (CUDA's release notes). */
    static final int LEAST_DRIVER = 525;

    private Pytorch() {}

    /** Kinds of engine that there is a bridge for. */
    static List<String> flavors(Host host) {
        return host.arch().equals("x86_64") && !host.os().equals("osx") ? List.of(CPU, CUDA) : List.of(CPU);
    }
}
