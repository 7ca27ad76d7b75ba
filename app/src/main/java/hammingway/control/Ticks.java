package hammingway.control;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Where the labels of an axis stand, and how numbers read there. */
public final class Ticks {
    /** Figures in a label: enough for steps of 25 between 1000 and 10000. */
    private static final MathContext FIGURES = new MathContext(4, RoundingMode.HALF_EVEN);

    private Ticks() {}

    /** A number as people write it on an axis: {@code 0.25}, {@code 1.5k}, {@code 10M}. At most four figures, no exponent of ten from 0.0001 to below 10^15. */
    public static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "-";
        }
        BigDecimal rounded = new BigDecimal(value).round(FIGURES);
        double size = Math.abs(rounded.doubleValue());
        if (size == 0) {
            return "0";
        }
        if (size < 1e-4 || size >= 1e15) {
            return rounded.stripTrailingZeros().toString();
        }
        String[] units = {"", "k", "M", "G", "T"};
        int unit = 0;
        while (size >= 1000) {
            size /= 1000;
            unit++;
        }
        return rounded.movePointLeft(3 * unit).stripTrailingZeros().toPlainString() + units[unit];
    }

    /**
     * Round values of a logarithmic axis, from the coarsest scheme that gives at least three: every k-th power of ten, 1-2-5 of each, or equal
     * steps where the range is narrower than that.
     *
     * @param low  above 0
     * @param high above {@code low}
     * @param most labels that have room, at least 2
     */
    static List<Double> logarithmic(double low, double high, int most) {
        int first = (int) Math.ceil(Math.log10(low) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        List<Double> fine = new ArrayList<>();
        for (int power = first - 1; power <= last; power++) {
            for (int digit : new int[] {1, 2, 5}) {
                addWithin(fine, new BigDecimal(digit).scaleByPowerOfTen(power).doubleValue(), low, high);
            }
        }
        if (last - first >= 2 || (fine.size() > most && last > first)) {
            int stride = Math.max(1, -Math.floorDiv(-(last - first + 1), most));
            List<Double> powers = new ArrayList<>();
            for (int power = first; power <= last; power += stride) {
                powers.add(BigDecimal.ONE.scaleByPowerOfTen(power).doubleValue());
            }
            return powers;
        }
        return fine.size() >= 3 && fine.size() <= most ? fine : linear(low, high, most);
    }

    /** Multiples of 1, 2 or 5 times a power of ten, at most {@code most} (at least 2) of them, as many as that allows. */
    static List<Double> linear(double low, double high, int most) {
        int power = (int) Math.floor(Math.log10((high - low) / most));
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            BigDecimal step = new BigDecimal(new int[] {1, 2, 5}[i % 3]).scaleByPowerOfTen(power + i / 3);
            values.clear();
            BigDecimal at = new BigDecimal(low).divide(step, 0, RoundingMode.CEILING);
            for (; at.multiply(step).doubleValue() <= high && values.size() <= most; at = at.add(BigDecimal.ONE)) {
                values.add(at.multiply(step).doubleValue());
            }
            if (values.size() <= most) {
                break;
            }
        }
        return values;
    }

    private static void addWithin(List<Double> values, double value, double low, double high) {
        if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
            values.add(value);
        }
    }
}
