package hammingway.settings.engine;

import com.sun.net.httpserver.HttpServer;
import hammingway.torch.engine.Calibration;
import hammingway.torch.engine.CudaEngine;
import hammingway.torch.engine.DeviceProbe;
import hammingway.torch.engine.EngineFile;
import hammingway.torch.engine.Host;
import hammingway.torch.engine.LibtorchCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A machine made of a folder: two GPUs by a script, libtorch folders of headers alone, a site with a made-up CUDA engine. */
final class MadeMachine implements AutoCloseable {
    private static final Host LINUX = new Host("linux", "x86_64");
    private static final int SIZE = 512;

    final Path folder;
    final Map<String, byte[]> site = new TreeMap<>();
    private final HttpServer server;

    MadeMachine(Path folder) throws IOException {
        this.folder = folder;
        Path smi = folder.resolve("nvidia-smi");
        Files.writeString(smi, """
                #!/bin/sh
                echo "0, NVIDIA H100, 81559, 40000, 570.1.2"
                echo "1, NVIDIA RTX A6000, [N/A], [N/A], 570.1.2"
                """);
        if (!smi.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + smi + " executable");
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = site.get(exchange.getRequestURI().getPath());
                boolean head = exchange.getRequestMethod().equals("HEAD");
                if (body != null && head) {
                    exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
                }
                exchange.sendResponseHeaders(body == null ? 404 : 200, body == null || head ? -1 : body.length);
                if (body != null && !head) {
                    exchange.getResponseBody().write(body);
                }
            }
        });
        server.start();
        publish();
    }

    private void publish() throws IOException {
        StringBuilder index = new StringBuilder();
        for (String name : List.of(
                "libtorch.so",
                "libtorch_cpu.so",
                "libc10.so",
                "libtorch_cuda.so",
                "libc10_cuda.so",
                "libcudart.so.12")) {
            String line = "cu128/linux-x86_64/native/lib/" + name + ".gz";
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
                zip.write(library());
            }
            site.put("/2.7.1/" + line, out.toByteArray());
            index.append(line).append('\n');
        }
        site.put("/2.7.1/files.txt", index.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    Machine machine(Machine.Meter meter) {
        return new Machine(
                new EngineFile(folder.resolve("engine.json")),
                new DeviceProbe(folder, List.of(folder.resolve("nvidia-smi").toString()), Duration.ofSeconds(60)),
                new LibtorchCheck(LINUX, List.of()),
                new CudaEngine("http://127.0.0.1:" + server.getAddress().getPort(), folder.resolve("cache"), LINUX),
                meter);
    }

    /** A meter that finds one thread as fast as all. */
    static Machine.Meter meter() {
        return (engine, processor, progress) ->
                Calibration.of(processor, List.of(new Calibration.Timing(1, 20), new Calibration.Timing(2, 19.9)), 0);
    }

    /** A folder that looks like a libtorch. */
    Path libtorch(String name, String version) throws IOException {
        Path lib = Files.createDirectories(folder.resolve(name).resolve("lib"));
        for (String library : List.of("libtorch.so", "libtorch_cpu.so", "libc10.so")) {
            Files.write(lib.resolve(library), library());
        }
        Files.writeString(folder.resolve(name).resolve("build-version"), version);
        return folder.resolve(name);
    }

    /** The header of an ELF library for x86_64, with one segment. */
    private static byte[] library() {
        ByteBuffer b = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        b.putShort(18, (short) 62).putLong(32, 64);
        b.putShort(54, (short) 56).putShort(56, (short) 1);
        b.putInt(64, 1).putLong(64 + 32, SIZE);
        return b.array();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
