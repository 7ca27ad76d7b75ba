package hammingway.report.tracker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * TensorBoard's event file: records of length, masked CRC-32C of the length, a serialised {@code Event}, masked CRC-32C of it,
 * all little-endian. Field numbers are those of {@code event.proto}, {@code summary.proto} and {@code tensor.proto} of TensorFlow.
 * Not thread-safe.
 */
final class EventFile {
    /** What TensorBoard knows an event file by. */
    private static final String VERSION = "brain.Event:2";

    /** Added to a rotated checksum, so that the checksum of data that holds checksums is not degenerate (TFRecord format). */
    private static final int MASK_DELTA = 0xa282ead8;

    private static final int DT_FLOAT = 1;
    private static final int DT_STRING = 7;
    /** {@code DataClass} of values that are neither scalars nor blobs. */
    private static final int DATA_CLASS_TENSOR = 2;

    private final OutputStream out;

    /** A value by the name that charts are grouped by, such as {@code train/loss}. */
    record Scalar(String tag, double value) {}

    /** Writes the record that opens every event file. */
    EventFile(OutputStream out, long millis) throws IOException {
        this.out = out;
        record(new ProtoMessage().real(1, millis / 1000.0).text(3, VERSION));
    }

    /** All scalars of one step as one event; TensorBoard keeps them as float32. */
    void scalars(long millis, long step, List<Scalar> scalars) throws IOException {
        ProtoMessage summary = new ProtoMessage();
        for (Scalar s : scalars) {
            summary.message(1, new ProtoMessage().text(1, s.tag()).single(2, (float) s.value()));
        }
        event(millis, step, summary);
    }

    /** Markdown for the text tab. */
    void text(long millis, String tag, String markdown) throws IOException {
        ProtoMessage tensor = new ProtoMessage()
                .integer(1, DT_STRING)
                .message(2, oneDimension())
                .text(8, markdown);
        event(millis, 0, value(tag, "text", new byte[0], tensor));
    }

    /** Data of a plugin that looks at the metadata alone; the tensor only says that there is one. */
    void plugin(long millis, String tag, String plugin, ProtoMessage content) throws IOException {
        ProtoMessage tensor = new ProtoMessage()
                .integer(1, DT_FLOAT)
                .message(2, oneDimension())
                .bytes(5, new byte[Float.BYTES]);
        event(millis, 0, value(tag, plugin, content.toBytes(), tensor));
    }

    private static ProtoMessage value(String tag, String plugin, byte[] content, ProtoMessage tensor) {
        ProtoMessage metadata = new ProtoMessage()
                .message(1, new ProtoMessage().text(1, plugin).bytes(2, content))
                .integer(4, DATA_CLASS_TENSOR);
        ProtoMessage value =
                new ProtoMessage().text(1, tag).message(9, metadata).message(8, tensor);
        return new ProtoMessage().message(1, value);
    }

    private static ProtoMessage oneDimension() {
        return new ProtoMessage().message(2, new ProtoMessage().integer(1, 1));
    }

    private void event(long millis, long step, ProtoMessage summary) throws IOException {
        record(new ProtoMessage().real(1, millis / 1000.0).integer(2, step).message(5, summary));
    }

    private void record(ProtoMessage event) throws IOException {
        byte[] data = event.toBytes();
        ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(data.length);
        head.putInt(maskedChecksum(head.array(), Long.BYTES));
        out.write(head.array());
        out.write(data);
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(maskedChecksum(data, data.length))
                .array());
    }

    static int maskedChecksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }
}
