package hammingway.run.estimate;

import java.util.Locale;

/** A time that is known between bounds. */
public record Seconds(double least, double most) {
    public static final Seconds NONE = new Seconds(0, 0);

    public Seconds plus(Seconds other) {
        return new Seconds(least + other.least, most + other.most);
    }

    public Seconds times(double factor) {
        return new Seconds(least * factor, most * factor);
    }

    /** Such as {@code 40 to 55 s} or {@code 1.5 to 2 h}. */
    public String told() {
        double unit = most < 120 ? 1 : most < 7200 ? 60 : most < 48 * 3600 ? 3600 : 86_400;
        String name = unit == 1 ? "s" : unit == 60 ? "min" : unit == 3600 ? "h" : "days";
        String a = number(least / unit);
        String b = number(most / unit);
        return (a.equals(b) ? "about " + a : a + " to " + b) + " " + name;
    }

    private static String number(double v) {
        return v < 9.95 && Math.abs(v - Math.rint(v)) > 0.05
                ? String.format(Locale.ROOT, "%.1f", v)
                : String.format(Locale.ROOT, "%,d", Math.max(v > 0 ? 1 : 0, Math.round(v)));
    }
}
