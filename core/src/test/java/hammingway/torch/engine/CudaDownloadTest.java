package hammingway.torch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site on this machine with a made-up engine of a few kilobytes. */
class CudaDownloadTest {
    private static final String PREFIX = "/2.7.1/cu128/linux-x86_64/native/lib/";

    @TempDir
    Path cache;

    private final Map<String, byte[]> site = new ConcurrentHashMap<>();
    private HttpServer server;
    private CudaEngine engine;
    private CudaDownload download;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::answer);
        server.start();
        engine = new CudaEngine("http://127.0.0.1:" + server.getAddress().getPort(), cache, MadeLibtorch.LINUX);
        download = new CudaDownload(engine, new LibtorchCheck(MadeLibtorch.LINUX, List.of()));
        StringBuilder index = new StringBuilder("cpu/linux-x86_64/native/lib/libtorch.so.gz\n");
        for (String name : List.of(
                "libtorch.so",
                "libtorch_cpu.so",
                "libc10.so",
                "libtorch_cuda.so",
                "libc10_cuda.so",
                "libcudart.so.12")) {
            site.put(PREFIX + name + ".gz", gzip(MadeLibtorch.elf(MadeLibtorch.X86_64, "")));
            index.append("cu128/linux-x86_64/native/lib/").append(name).append(".gz\n");
        }
        site.put("/2.7.1/files.txt", index.toString().getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = site.get(exchange.getRequestURI().getPath());
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left.toList()).isEmpty();
        }
        assertThat(engine.there()).isFalse();
    }

    private void fails(String... words) throws IOException {
        assertThatThrownBy(() -> download.fetch(download.plan(Progress.NONE), Progress.NONE))
                .isInstanceOf(WorkbenchException.class)
                .message()
                .contains(words);
        nothingIsLeft();
    }

    @Test
    void theEngineIsListedFetchedAndChecked() throws Exception {
        CudaDownload.Plan plan = download.plan(Progress.NONE);
        assertThat(plan.items()).hasSize(6);
        assertThat(plan.bytes())
                .isEqualTo(site.entrySet().stream()
                        .filter(e -> e.getKey().startsWith(PREFIX))
                        .mapToLong(e -> e.getValue().length)
                        .sum());
        nothingIsLeft();
        AtomicBoolean end = new AtomicBoolean();
        Path folder = download.fetch(plan, (share, message) -> end.compareAndSet(false, share > 0.99));
        assertThat(end).isTrue();
        assertThat(folder).isEqualTo(cache.resolve("2.7.1-cu128-linux-x86_64"));
        assertThat(engine.there()).isTrue();
        assertThat(folder.resolve("libtorch.so")).hasBinaryContent(MadeLibtorch.elf(MadeLibtorch.X86_64, ""));
        LibtorchReport report = new LibtorchCheck(MadeLibtorch.LINUX, List.of()).inspect(folder);
        assertThat(report.told()).isEqualTo("PyTorch 2.7.1 for CUDA 12.8");
        try (Stream<Path> all = Files.list(cache)) {
            assertThat(all).containsExactly(folder);
        }
    }

    @Test
    void truncatedAndDamagedFilesLeaveNothing() throws Exception {
        String name = PREFIX + "libtorch_cuda.so.gz";
        byte[] whole = java.util.Objects.requireNonNull(site.get(name));
        site.put(name, Arrays.copyOf(whole, whole.length - 12));
        fails("libtorch_cuda.so.gz", "did not arrive whole");
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1; // the checksum
        site.put(name, damaged);
        fails("did not arrive whole");
        site.put(name, "<html>no</html>".getBytes(StandardCharsets.UTF_8));
        fails("did not arrive whole");
    }

    @Test
    void whatIsNoEngineIsNotKept() throws Exception {
        site.put(PREFIX + "libtorch_cuda.so.gz", gzip(MadeLibtorch.elf(MadeLibtorch.AARCH64, "")));
        fails("no engine that can be used", "aarch64");
    }

    @Test
    void aFileThatIsNotThereIsTold() throws Exception {
        site.remove(PREFIX + "libc10.so.gz");
        fails("libc10.so.gz", "404");
        site.put("/2.7.1/files.txt", "cpu/x\n".getBytes(StandardCharsets.UTF_8));
        fails("lists no file");
        site.remove("/2.7.1/files.txt");
        fails("files.txt", "404");
        site.put(
                "/2.7.1/files.txt",
                "cu128/linux-x86_64/native/lib/..%2F..%2Fevil.gz\n".getBytes(StandardCharsets.UTF_8));
        fails("cannot be one of an engine");
    }

    @Test
    void aSiteThatIsNotThereIsTold() throws Exception {
        server.stop(0);
        fails("Cannot reach 127.0.0.1", "no connection", "choose its folder");
    }

    @Test
    void aConnectionThatBreaksOffIsTold() throws Exception {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            byte[] body = site.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            if (exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().endsWith(".gz")) {
                exchange.sendResponseHeaders(200, body.length + 1000);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
                exchange.close();
            } else {
                answer(exchange);
            }
        });
        fails("libtorch.so.gz", "broke off", "Try again");
    }

    @Test
    void aCancelEndsAFetchThatHangs() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        server.removeContext("/");
        server.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().endsWith(".gz")) {
                exchange.sendResponseHeaders(200, 1_000_000);
                exchange.getResponseBody()
                        .write(site.get(exchange.getRequestURI().getPath()), 0, 20);
                exchange.getResponseBody().flush();
                reached.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            } else {
                answer(exchange);
            }
        });
        CudaDownload.Plan plan = download.plan(Progress.NONE);
        Progress cancelled = new Progress() {
            @Override
            public void update(double share, String message) {}

            @Override
            public boolean cancelled() {
                return reached.getCount() == 0;
            }
        };
        try {
            assertThatThrownBy(() -> download.fetch(plan, cancelled)).isInstanceOf(Progress.CancelledException.class);
            nothingIsLeft();
        } finally {
            end.countDown();
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws Exception {
        Path left = cache.resolve("2.7.1-cu128-linux-x86_64.999999999.tmp");
        MadeLibtorch.put(left.resolve("libtorch.so"), "half");
        download.fetch(download.plan(Progress.NONE), Progress.NONE);
        assertThat(left).doesNotExist();
    }

    @Test
    void systemsWithoutCudaAreTold() {
        CudaEngine mac = new CudaEngine(engine.site(), cache, new Host("osx", "aarch64"));
        assertThat(mac.offered()).isFalse();
        assertThatThrownBy(() -> new CudaDownload(mac, new LibtorchCheck(mac.host(), List.of())).plan(Progress.NONE))
                .hasMessageContaining("macOS on aarch64");
    }

    @Test
    void theCacheIsWhereDjlLooks() {
        Path home = Path.of("home");
        assertThat(CudaEngine.cache(Map.of(), home)).isEqualTo(Path.of("home", ".djl.ai", "pytorch"));
        assertThat(CudaEngine.cache(Map.of("DJL_CACHE_DIR", "djl"), home)).isEqualTo(Path.of("djl", "pytorch"));
        assertThat(CudaEngine.cache(Map.of("DJL_CACHE_DIR", "djl", "ENGINE_CACHE_DIR", "e"), home))
                .isEqualTo(Path.of("e", "pytorch"));
    }

    @Test
    void sizesAreForPeople() {
        assertThat(CudaDownload.size(900)).isEqualTo("1 kB");
        assertThat(CudaDownload.size(442_000_000)).isEqualTo("442 MB");
        assertThat(CudaDownload.size(2_940_000_000L)).isEqualTo("2.9 GB");
    }
}
