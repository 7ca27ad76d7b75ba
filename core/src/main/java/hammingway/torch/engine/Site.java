package hammingway.torch.engine;

import hammingway.base.Progress;
import hammingway.base.WorkbenchException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Requests to a site that can be cancelled at any time, and that end by themselves when the site falls silent. */
final class Site implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_MILLIS = 100;
    /** A list of files is some kilobytes. */
    private static final int MOST_TEXT = 4 << 20;

    private final Progress progress;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Site(Progress progress) {
        this.progress = progress;
    }

    /** The connection ended before all had come. */
    static final class Gone extends IOException {
        private static final long serialVersionUID = 1L;

        Gone(String message, IOException cause) {
            super(message, cause);
        }
    }

    String text(String address) {
        try (InputStream in = open(address)) {
            return new String(in.readNBytes(MOST_TEXT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            progress.check();
            throw new WorkbenchException("Cannot read " + address + ": " + e.getMessage() + ". Try again.", e);
        }
    }

    /** Bytes of a file, without fetching it. */
    long size(String address) {
        HttpResponse<Void> response = send(
                request(address)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        return response.headers()
                .firstValueAsLong("Content-Length")
                .orElseThrow(() -> new WorkbenchException(address + ": the site does not tell the size. Try later."));
    }

    Counted open(String address) {
        return new Counted(send(request(address).GET().build(), HttpResponse.BodyHandlers.ofInputStream())
                .body());
    }

    private static HttpRequest.Builder request(String address) {
        try {
            return HttpRequest.newBuilder(URI.create(address));
        } catch (IllegalArgumentException e) {
            throw new WorkbenchException("The site lists a file whose address cannot be one: " + address, e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
        long end = System.nanoTime() + SILENCE_NANOS;
        while (true) {
            try {
                HttpResponse<T> response = answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (response.statusCode() != 200) {
                    throw new WorkbenchException(
                            request.uri() + ": the site answers " + response.statusCode()
                                    + (response.statusCode() == 404 ? " (not found)" : "")
                                    + " where a file was expected. Try later, or get a libtorch by yourself and choose its folder.");
                }
                return response;
            } catch (TimeoutException e) {
                if (progress.cancelled() || System.nanoTime() > end) {
                    answer.cancel(true);
                    progress.check();
                    throw unreachable(request, "it does not answer", e);
                }
            } catch (ExecutionException e) {
                progress.check();
                throw unreachable(request, reason(e.getCause() == null ? e : e.getCause()), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Progress.CancelledException();
            }
        }
    }

    private static String reason(Throwable e) {
        return switch (e) {
            case java.net.http.HttpConnectTimeoutException unused ->
                "no connection within " + CONNECT.toSeconds() + " s";
            case java.net.ConnectException unused -> "no connection";
            case java.nio.channels.UnresolvedAddressException unused -> "its name is not known";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    private static WorkbenchException unreachable(HttpRequest request, String reason, Exception e) {
        return new WorkbenchException(
                "Cannot reach " + request.uri().getHost() + " (" + reason
                        + "). Check this machine's connection and proxy; or get a libtorch on another machine, copy it here, and choose its folder.",
                e);
    }

    /** A stream that knows how much came, and that a cancel or a silence ends. */
    final class Counted extends FilterInputStream {
        private final AtomicLong count = new AtomicLong();
        private volatile long last = System.nanoTime();
        private volatile boolean open = true;
        private volatile boolean silent;

        private Counted(InputStream in) {
            super(in);
            Thread.ofVirtual().start(this::watch);
        }

        long count() {
            return count.get();
        }

        private void watch() {
            while (open) {
                silent = System.nanoTime() - last > SILENCE_NANOS;
                if (progress.cancelled() || silent) {
                    try {
                        close();
                    } catch (IOException unused) {
                        return; // whoever reads is told
                    }
                }
                try {
                    Thread.sleep(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int n = super.read(bytes, from, length);
                if (n > 0) {
                    last = System.nanoTime();
                    count.addAndGet(n);
                }
                return n;
            } catch (IOException e) {
                throw new Gone(silent ? "the site fell silent" : "the connection broke off", e);
            }
        }

        @Override
        public void close() throws IOException {
            open = false;
            super.close();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
