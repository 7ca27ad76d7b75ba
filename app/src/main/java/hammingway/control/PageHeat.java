package hammingway.control;

import hammingway.settings.Theme;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.image.BufferedImage;

/**
 * A square matrix of values from -1 to 1.
 *
 * @param values row-major, {@code size} squared; NaN where there is none
 * @param end    value of the strongest colours
 */
record PageHeat(String title, float[] values, int size, double end) implements PageFigure {
    private static final int SIDE = 480;
    private static final int LEFT = 44;
    private static final int ABOVE = 52;
    private static final int BELOW = 52;
    private static final Theme.Palette PALETTE = Theme.LIGHT.palette();

    @Override
    public byte[] png() {
        return PictureFiles.png(LEFT + SIDE + 16, ABOVE + SIDE + BELOW, 2, this::draw);
    }

    @Override
    public byte[] svg() {
        return PictureFiles.svg(LEFT + SIDE + 16, ABOVE + SIDE + BELOW, this::draw);
    }

    @Override
    public String csv() {
        StringBuilder csv = new StringBuilder("bit");
        for (int c = 0; c < size; c++) {
            csv.append(',').append(c);
        }
        for (int r = 0; r < size; r++) {
            csv.append('\n').append(r);
            for (int c = 0; c < size; c++) {
                float v = values[r * size + c];
                csv.append(',').append(Float.isNaN(v) ? "" : Float.toString(v));
            }
        }
        return csv.append('\n').toString();
    }

    private void draw(Graphics2D g) {
        g.setColor(ChartStyle.awt(PALETTE.background()));
        g.fillRect(0, 0, LEFT + SIDE + 16, ABOVE + SIDE + BELOW);
        g.setColor(ChartStyle.awt(PALETTE.text()));
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        g.drawString(title, 12, 20);
        BufferedImage cells = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                cells.setRGB(c, r, r == c ? ColorScale.argb(PALETTE.muted()) : color(values[r * size + c]));
            }
        }
        g.drawImage(cells, LEFT, ABOVE, SIDE, SIDE, null);
        g.setFont(ChartStyle.SMALL);
        FontMetrics metrics = g.getFontMetrics();
        for (int bit : new int[] {0, size / 2, size - 1}) {
            String text = Integer.toString(bit);
            float at = (float) ((bit + 0.5) * SIDE / size);
            g.setColor(ChartStyle.awt(PALETTE.muted()));
            g.drawString(text, LEFT - 8 - metrics.stringWidth(text), ABOVE + at + 4);
            g.drawString(text, LEFT + at - metrics.stringWidth(text) / 2f, ABOVE - 8);
        }
        key(g);
    }

    private void key(Graphics2D g) {
        int top = ABOVE + SIDE + 14;
        float[] shares = {0, 0.5f, 1};
        Color[] stops = {new Color(color((float) -end)), new Color(color(0)), new Color(color((float) end))};
        g.setPaint(new LinearGradientPaint(LEFT, top, LEFT + SIDE, top, shares, stops));
        g.fillRect(LEFT, top, SIDE, 10);
        g.setColor(ChartStyle.awt(PALETTE.text()));
        FontMetrics metrics = g.getFontMetrics();
        String high = "+" + Ticks.text(end);
        g.drawString("\u2212" + Ticks.text(end), LEFT, top + 26);
        g.drawString("0", LEFT + SIDE / 2, top + 26);
        g.drawString(high, LEFT + SIDE - metrics.stringWidth(high), top + 26);
    }

    private int color(float value) {
        return ColorScale.argb(
                Float.isNaN(value)
                        ? PALETTE.line()
                        : PALETTE.background()
                                .interpolate(
                                        PALETTE.series().get(value < 0 ? 1 : 0),
                                        Math.clamp(Math.abs(value / end), 0, 1)));
    }
}
