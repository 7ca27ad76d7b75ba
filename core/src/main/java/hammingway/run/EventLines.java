package hammingway.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of an event log that tell a run's state; most lines are steps, and those are not even looked at as JSON.
 *
 * @param telling in order
 * @param end     bytes up to the last line feed
 */
record EventLines(List<String> telling, long end) {
    /** The last lines of a finished run, and its last step, are within it; a longer evaluation hides the step alone. */
    private static final int TAIL = 8192;

    /** As many as tell the time a step takes. */
    static final int STEPS = 50;

    private static final String FINISHED = "{\"type\":\"finished\"";
    private static final byte[] STEP = "{\"type\":\"step-done\"".getBytes(StandardCharsets.US_ASCII);

    static EventLines read(FileChannel channel) throws IOException {
        long size = channel.size();
        byte[] tail = bytes(channel, Math.max(0, size - TAIL), size);
        int end = EventLog.afterLastLine(tail, tail.length);
        int last = lineStart(tail, end);
        if (new String(tail, last, end - last, StandardCharsets.UTF_8).startsWith(FINISHED)) {
            return finished(channel, tail, end, size);
        }
        byte[] all = bytes(channel, 0, size);
        int whole = EventLog.afterLastLine(all, all.length);
        return new EventLines(telling(all, 0, whole, STEPS), whole);
    }

    /** The first event says how many steps there were to be. */
    private static EventLines finished(FileChannel channel, byte[] tail, int end, long size) throws IOException {
        int cut = tail.length < size ? lineEnd(tail, 0, end) : 0;
        List<String> lines = new ArrayList<>();
        if (tail.length < size) {
            byte[] head = bytes(channel, 0, Math.min(size, TAIL));
            lines.addAll(telling(head, 0, lineEnd(head, 0, head.length), 1));
        }
        lines.addAll(telling(tail, cut, end, 1));
        return new EventLines(lines, size - tail.length + end);
    }

    /** All but steps, and so many of the last steps in their places. */
    private static List<String> telling(byte[] bytes, int from, int to, int steps) {
        int left = 0;
        for (int begin = from; begin < to; begin = lineEnd(bytes, begin, to)) {
            left += isStep(bytes, begin) ? 1 : 0;
        }
        List<String> lines = new ArrayList<>();
        for (int begin = from; begin < to; ) {
            int end = lineEnd(bytes, begin, to);
            boolean step = isStep(bytes, begin);
            if (!step || left <= steps) {
                lines.add(new String(bytes, begin, end - begin, StandardCharsets.UTF_8));
            }
            left -= step ? 1 : 0;
            begin = end;
        }
        return lines;
    }

    private static boolean isStep(byte[] bytes, int begin) {
        return begin + STEP.length <= bytes.length
                && Arrays.equals(bytes, begin, begin + STEP.length, STEP, 0, STEP.length);
    }

    /** After the next line feed, at most {@code to}. */
    private static int lineEnd(byte[] bytes, int begin, int to) {
        int at = begin;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return Math.min(to, at + 1);
    }

    /** Where the line begins that ends before {@code end}. */
    private static int lineStart(byte[] bytes, int end) {
        return EventLog.afterLastLine(bytes, Math.max(0, end - 1));
    }

    private static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // until all of it is there
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
