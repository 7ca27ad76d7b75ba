package hammingway.report.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.util.Event;

class EventFileTest {
    /** The vectors of RFC 3720, appendix B.4, masked and unmasked by the rule of the TFRecord format. */
    @Test
    void checksumsAreThoseOfTheStandard() {
        byte[] up = new byte[32];
        byte[] down = new byte[32];
        byte[] ones = new byte[32];
        for (int i = 0; i < 32; i++) {
            up[i] = (byte) i;
            down[i] = (byte) (31 - i);
            ones[i] = (byte) 0xff;
        }
        assertThat(unmasked(new byte[32])).isEqualTo(0x8a9136aa);
        assertThat(unmasked(ones)).isEqualTo(0x62a8ab43);
        assertThat(unmasked(up)).isEqualTo(0x46dd794e);
        assertThat(unmasked(down)).isEqualTo(0x113fdb5c);
    }

    private static int unmasked(byte[] bytes) {
        int rotated = EventFile.maskedChecksum(bytes, bytes.length) - 0xa282ead8;
        return (rotated >>> 17) | (rotated << 15);
    }

    /** TensorFlow's own classes read every field; -0.0, infinities and large steps survive. */
    @Test
    void tensorFlowReadsWhatIsWritten() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventFile file = new EventFile(out, 1_700_000_000_123L);
        file.scalars(
                1_700_000_000_500L,
                5_000_000_000L,
                List.of(
                        new EventFile.Scalar("train/loss", 2.5),
                        new EventFile.Scalar("a/\u03b1", Double.POSITIVE_INFINITY),
                        new EventFile.Scalar("zero", -0.0)));
        file.text(1_700_000_000_500L, "specification", "**\u00b5**");
        List<Event> events = events(out.toByteArray());
        assertThat(events).hasSize(3);
        assertThat(events.getFirst().getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events.getFirst().getWallTime()).isEqualTo(1_700_000_000.123);
        Event scalars = events.get(1);
        assertThat(scalars.getStep()).isEqualTo(5_000_000_000L);
        assertThat(scalars.getSummary().getValue(0).getTag()).isEqualTo("train/loss");
        assertThat(scalars.getSummary().getValue(0).getSimpleValue()).isEqualTo(2.5f);
        assertThat(scalars.getSummary().getValue(1).getTag()).isEqualTo("a/\u03b1");
        assertThat(scalars.getSummary().getValue(1).getSimpleValue()).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Float.floatToRawIntBits(scalars.getSummary().getValue(2).getSimpleValue()))
                .isEqualTo(Float.floatToRawIntBits(-0.0f));
        var text = events.get(2).getSummary().getValue(0);
        assertThat(text.getMetadata().getPluginData().getPluginName()).isEqualTo("text");
        assertThat(text.getTensor().getStringVal(0).toStringUtf8()).isEqualTo("**\u00b5**");
    }

    /** An independent decoder of the framing: lengths, both checksums bit by bit, and no byte left over. */
    static List<Event> events(byte[] bytes) throws Exception {
        List<Event> events = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertThat(in.getInt()).as("checksum of a length").isEqualTo(masked(length));
            byte[] data = new byte
                    [Math.toIntExact(ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong())];
            in.get(data);
            assertThat(in.getInt()).as("checksum of an event").isEqualTo(masked(data));
            Event event = Event.parseFrom(data);
            assertThat(event.getUnknownFields().asMap()).isEmpty();
            events.add(event);
        }
        return events;
    }

    /** Castagnoli's polynomial, reflected, as RFC 3720 gives it. */
    private static int masked(byte[] bytes) {
        int crc = 0xffffffff;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
            }
        }
        crc = ~crc;
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }
}
