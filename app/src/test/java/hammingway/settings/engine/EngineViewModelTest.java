package hammingway.settings.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hammingway.base.WorkbenchException;
import hammingway.fx.Background;
import hammingway.fx.Notices;
import hammingway.settings.engine.CudaViewModel.Stage;
import hammingway.torch.engine.EngineChoice;
import hammingway.torch.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Without a toolkit: what concerns the screen runs on the test's thread. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the made machine answers by a shell script")
class EngineViewModelTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final BlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final Background background = new Background(
            new Notices() {
                @Override
                public void info(String text) {}

                @Override
                public void error(String text) {
                    throw new AssertionError(text);
                }
            },
            screen::add);
    private MadeMachine made;
    private Machine machine;
    private EngineViewModel model;

    @BeforeEach
    void open() throws IOException {
        made = new MadeMachine(folder);
        become(MadeMachine.meter());
    }

    private void become(Machine.Meter meter) {
        machine = made.machine(meter);
        model = new EngineViewModel(background, machine);
    }

    @AfterEach
    void close() {
        background.close();
        made.close();
    }

    private void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            Runnable next = screen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next)
                    .as(
                            "%s; %s; %s",
                            model.state().get(),
                            model.trouble().get(),
                            model.cuda().trouble().get())
                    .isNotNull();
            next.run();
        }
    }

    private void idle() throws InterruptedException {
        until(() -> background.active().isEmpty());
    }

    private EngineSettings kept() {
        return machine.file().load();
    }

    @Test
    void devicesAreLookedForWhenThePageOpens() throws Exception {
        assertThat(background.active()).isEmpty();
        assertThat(model.devices().get()).isEmpty();
        model.shown().set(true);
        idle();
        assertThat(model.devices().get().orElseThrow().names())
                .isEqualTo("cpu, gpu0 (NVIDIA H100), gpu1 (NVIDIA RTX A6000)");
        assertThat(model.state().get().told()).startsWith("bundled CPU engine");
        assertThat(model.state().get().problem()).isEmpty();
        assertThat(model.idleGpus().getValue()).contains("processor only", "GPUs need a CUDA engine");
        assertThat(model.threads().summary().get()).contains("one per physical core", "Not measured yet");
    }

    @Test
    void aFolderIsLookedAtBeforeItIsUsed() throws Exception {
        model.folder().set(made.libtorch("good", "2.7.1+cpu").toString());
        model.useFolder();
        idle();
        assertThat(kept()).as("not looked at").isEqualTo(EngineSettings.DEFAULT);
        model.check();
        idle();
        assertThat(model.report().get().orElseThrow().usable()).isTrue();
        model.useFolder();
        idle();
        assertThat(kept().engine())
                .isEqualTo(
                        new EngineChoice.LibtorchFolder(folder.resolve("good").toString()));
        assertThat(model.uses(model.report().get().orElseThrow())).isTrue();
        assertThat(model.state().get().told()).contains("libtorch folder");
        model.use(new EngineChoice.BundledCpu());
        idle();
        assertThat(kept()).isEqualTo(EngineSettings.DEFAULT);
    }

    @Test
    void aFolderThatCannotBeUsedIsNot() throws Exception {
        model.folder().set(made.libtorch("bad", "2.10.0+cpu").toString());
        model.check();
        idle();
        assertThat(model.report().get().orElseThrow().problems().toString()).contains("2.10.0", "2.7.x");
        model.useFolder();
        idle();
        assertThat(kept()).isEqualTo(EngineSettings.DEFAULT);
        model.folder().set("elsewhere");
        assertThat(model.report().get()).as("what was said of another folder").isEmpty();
        model.folder().set("  ");
        model.check();
        assertThat(model.trouble().get()).contains("Name a folder");
        model.folder().set("a\0b");
        model.check();
        assertThat(model.trouble().get()).contains("cannot be a folder's name");
    }

    @Test
    void anEngineThatWentBadIsTold() throws Exception {
        Path good = made.libtorch("good", "2.7.1+cpu");
        machine.file().save(EngineSettings.DEFAULT.withEngine(new EngineChoice.LibtorchFolder(good.toString())));
        Files.delete(good.resolve("lib/libc10.so"));
        model.refresh();
        idle();
        assertThat(model.state().get().problem()).contains("libc10.so", "(missing)");
        Files.writeString(folder.resolve("engine.json"), "{");
        model.refresh();
        idle();
        assertThat(model.trouble().get()).contains("engine.json", "not valid JSON");
    }

    @Test
    void cudaIsFetchedOnlyOnTwoWords() throws Exception {
        CudaViewModel cuda = model.cuda();
        model.shown().set(true);
        idle();
        assertThat(cuda.stage().get()).isEqualTo(Stage.OFFERED);
        cuda.fetch();
        assertThat(background.active())
                .as("nothing is fetched before its size was told")
                .isEmpty();
        cuda.ask();
        assertThat(cuda.stage().get()).isEqualTo(Stage.ASKING);
        idle();
        assertThat(cuda.stage().get()).isEqualTo(Stage.PLANNED);
        assertThat(cuda.plan().get().orElseThrow().items()).hasSize(6);
        assertThat(folder.resolve("cache")).doesNotExist();
        cuda.fetch();
        assertThat(cuda.stage().get()).isEqualTo(Stage.FETCHING);
        idle();
        assertThat(cuda.stage().get()).isEqualTo(Stage.THERE);
        assertThat(kept().engine()).isEqualTo(new EngineChoice.DownloadedCuda());
        assertThat(model.state().get().problem()).isEmpty();
        assertThat(model.idleGpus().getValue()).isEmpty();
    }

    @Test
    void aFetchThatFailsLeavesTheOffer() throws Exception {
        CudaViewModel cuda = model.cuda();
        cuda.ask();
        idle();
        made.site.remove("/2.7.1/cu128/linux-x86_64/native/lib/libc10.so.gz");
        cuda.fetch();
        idle();
        assertThat(cuda.trouble().get()).contains("libc10.so.gz", "404");
        assertThat(cuda.stage().get()).isEqualTo(Stage.PLANNED);
        assertThat(kept()).isEqualTo(EngineSettings.DEFAULT);
        made.close();
        cuda.ask();
        idle();
        assertThat(cuda.trouble().get()).contains("Cannot reach 127.0.0.1");
    }

    @Test
    void threadsAreMeasuredKeptAndForgotten() throws Exception {
        model.shown().set(true);
        idle();
        model.threads().measure();
        assertThat(model.threads().job().get()).isPresent();
        idle();
        assertThat(model.threads().job().get()).isEmpty();
        assertThat(kept().calibration().orElseThrow().threads()).isEqualTo(1);
        assertThat(model.threads().summary().get()).contains("use 1 thread, as measured");
        model.threads().forget();
        idle();
        assertThat(kept()).isEqualTo(EngineSettings.DEFAULT);
    }

    @Test
    void aMeasurementCanBeCancelledAndCanFail() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        become((engine, processor, progress) -> {
            begun.countDown();
            while (true) {
                progress.check();
                Thread.onSpinWait();
            }
        });
        model.threads().measure();
        begun.await();
        model.threads().cancel();
        idle();
        assertThat(model.threads().job().get()).isEmpty();
        assertThat(model.threads().trouble().get()).isEmpty();
        become((engine, processor, progress) -> {
            throw new WorkbenchException("no engine today");
        });
        model.threads().measure();
        idle();
        assertThat(model.threads().trouble().get()).isEqualTo("no engine today");
        assertThat(kept()).isEqualTo(EngineSettings.DEFAULT);
    }
}
