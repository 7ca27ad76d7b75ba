package hammingway;

import hammingway.torch.Torch;

/** The one engine of the test process; starting it takes a second and it cannot be started twice with other threads. */
public final class Engine {
    private static final class Holder {
        static final Torch TORCH = Torch.start(2);
    }

    private Engine() {}

    public static Torch torch() {
        return Holder.TORCH;
    }
}
