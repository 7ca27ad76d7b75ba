package hammingway.runs.queue;

import hammingway.run.queue.Priority;
import hammingway.run.queue.QueueEntry;
import hammingway.run.queue.QueueLook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the queue says to people. */
final class QueueWords {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private QueueWords() {}

    static String state(QueueLook.Row row) {
        return switch (row.entry().state()) {
            case WAITING -> row.waitsFor().isPresent() ? "Waits for another" : "Waiting";
            case STARTED -> started(row);
            case FAILED -> "Failed";
        };
    }

    private static String started(QueueLook.Row row) {
        return switch (row.state()) {
            case TRAINING ->
                row.steps()
                        .filter(s -> s.total() > 0)
                        .map(s -> "Training, " + 100 * s.done() / s.total() + "%")
                        .orElse("Training");
            case PAUSED -> "Paused";
            case EVALUATING -> "Evaluating";
            case WAITING, PREPARING, FINISHED, STOPPED, FAILED, INTERRUPTED -> "Preparing";
        };
    }

    static String priority(Priority priority) {
        return switch (priority) {
            case HIGH -> "High";
            case NORMAL -> "Normal";
            case LOW -> "Low";
        };
    }

    /** The time of today, else the day. */
    static String added(QueueEntry entry, ZoneId zone) {
        ZonedDateTime time = Instant.parse(entry.added()).atZone(zone);
        return time.toLocalDate().equals(LocalDate.now(zone)) ? TODAY.format(time) : EARLIER.format(time);
    }

    static String left(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return "";
        }
        double s = seconds.getAsDouble();
        if (s < 60) {
            return "< 1 min";
        }
        long minutes = Math.round(s / 60);
        return minutes < 90 ? minutes + " min" : Math.round(minutes / 60.0) + " h";
    }

    /** Such as {@code 1 under way, 3 waiting, 12 min left}. */
    static String summary(QueueLook look) {
        List<String> parts = new ArrayList<>();
        count(parts, look.count(QueueEntry.State.STARTED), "under way");
        count(parts, look.count(QueueEntry.State.WAITING), "waiting");
        count(parts, look.count(QueueEntry.State.FAILED), "failed");
        if (look.secondsLeft().isPresent()) {
            parts.add(left(look.secondsLeft()) + " left");
        }
        return parts.isEmpty() ? "empty" : String.join(", ", parts);
    }

    private static void count(List<String> parts, long n, String what) {
        if (n > 0) {
            parts.add(n + " " + what);
        }
    }

    /** What must be known before the queue goes on; empty: nothing. */
    static String banner(QueueLook look) {
        long waiting = look.count(QueueEntry.State.WAITING);
        String runs = waiting == 1 ? "1 run waits" : waiting + " runs wait";
        if (look.worker().isPresent() && !look.rows().isEmpty()) {
            return "Another program (process " + look.worker().getAsLong()
                    + ") moves this queue on. What you change here counts there.";
        }
        if (look.held() && waiting > 0) {
            return runs + " from before. Go on?";
        }
        return look.paused() && waiting > 0 ? "The queue is paused: " + runs + " until you resume it." : "";
    }
}
