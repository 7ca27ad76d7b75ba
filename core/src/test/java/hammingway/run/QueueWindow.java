package hammingway.run;

import hammingway.run.queue.RunQueue;
import java.nio.file.Path;

/** A program that opens a project and works its queue until it is killed: what a window is, without its screen. */
final class QueueWindow {
    private QueueWindow() {}

    public static void main(String[] args) throws InterruptedException {
        RunQueue queue = new RunQueue(Project.open(Path.of(args[0])), new LocalLauncher());
        queue.goOn();
        while (true) {
            queue.advance();
            Thread.sleep(50);
        }
    }
}
