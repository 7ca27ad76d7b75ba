import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Draws the program's icon, {@code java installers/Icons.java FOLDER}: hammingway-N.png for eight sizes, hammingway.ico (Windows) and
 * hammingway.icns (macOS). Each size is drawn by itself, its squares on whole pixels: a scaled picture would be blurred at 16.
 * The picture is that of resources/icons/hammingway.svg: nine bits, three of them in the other state, one in the colour of an error.
 */
final class Icons {
    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);
    private static final Color GROUND = new Color(0x0969da);
    private static final Color ERROR = new Color(0xffb454);
    private static final Color ONE = Color.WHITE;
    private static final Color ZERO = new Color(255, 255, 255, 77);
    private static final Color[] BITS = {ONE, ZERO, ONE, ONE, ONE, ONE, ONE, ZERO, ERROR};

    private Icons() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("Usage: java Icons.java FOLDER");
            System.exit(2);
        }
        System.setProperty("java.awt.headless", "true");
        Path folder = Files.createDirectories(Path.of(args[0]));
        Map<Integer, byte[]> pictures = new LinkedHashMap<>();
        SIZES.forEach(size -> pictures.put(size, png(draw(size))));
        for (Map.Entry<Integer, byte[]> picture : pictures.entrySet()) {
            Files.write(folder.resolve("hammingway-" + picture.getKey() + ".png"), picture.getValue());
        }
        Files.write(folder.resolve("hammingway.ico"), ico(pictures));
        Files.write(folder.resolve("hammingway.icns"), icns(pictures));
    }

    static BufferedImage draw(int size) {
        int cell = 2 * Math.round(size * 5 / 64f); // even, as the size is: so both margins are whole pixels
        int gap = Math.max(2, Math.round(size * 4 / 64f));
        int margin = (size - 3 * cell - 2 * gap) / 2;
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(GROUND);
        g.fill(new RoundRectangle2D.Double(0, 0, size, size, size * 28 / 64.0, size * 28 / 64.0));
        double corner = size < 32 ? 0 : size * 4 / 64.0;
        for (int i = 0; i < BITS.length; i++) {
            g.setColor(BITS[i]);
            double x = margin + i % 3 * (cell + gap);
            double y = margin + i / 3 * (cell + gap);
            g.fill(new RoundRectangle2D.Double(x, y, cell, cell, corner, corner));
        }
        g.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Windows: a directory of pictures, each a whole PNG (known since Vista); a side of 256 is written as 0. */
    private static byte[] ico(Map<Integer, byte[]> pictures) {
        List<Integer> sizes = pictures.keySet().stream().filter(s -> s <= 256).toList();
        int length = 6 + 16 * sizes.size() + sizes.stream().mapToInt(s -> pictures.get(s).length).sum();
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) 0).putShort((short) 1).putShort((short) sizes.size());
        int at = 6 + 16 * sizes.size();
        for (int size : sizes) {
            out.put((byte) size).put((byte) size).put((byte) 0).put((byte) 0);
            out.putShort((short) 1).putShort((short) 32).putInt(pictures.get(size).length).putInt(at);
            at += pictures.get(size).length;
        }
        sizes.forEach(size -> out.put(pictures.get(size)));
        return out.array();
    }

    /** macOS: four-letter kinds of PNG pictures; sizes that a screen of double density shows are named twice. */
    private static byte[] icns(Map<Integer, byte[]> pictures) throws IOException {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("icp4", 16);
        kinds.put("icp5", 32);
        kinds.put("ic11", 32);
        kinds.put("icp6", 64);
        kinds.put("ic12", 64);
        kinds.put("ic07", 128);
        kinds.put("ic08", 256);
        kinds.put("ic13", 256);
        kinds.put("ic09", 512);
        kinds.put("ic14", 512);
        int length = 8 + kinds.values().stream().mapToInt(s -> 8 + pictures.get(s).length).sum();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("icns");
        out.writeInt(length);
        for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
            byte[] picture = pictures.get(kind.getValue());
            out.writeBytes(kind.getKey());
            out.writeInt(8 + picture.length);
            out.write(picture);
        }
        return bytes.toByteArray();
    }
}
