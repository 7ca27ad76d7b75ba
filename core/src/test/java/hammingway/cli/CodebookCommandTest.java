package hammingway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hammingway.base.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodebookCommandTest {
    @TempDir
    Path folder;

    /** What reaches the terminal: buffered as the real one is. */
    private static String run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintWriter out = new PrintWriter(bytes, true, StandardCharsets.UTF_8);
        int code = Main.run(arguments, out, Optional.empty());
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isZero();
        return text;
    }

    @Test
    void showsDistancesStructureAndBounds() throws Exception {
        Path file = folder.resolve("simplex.csv");
        Files.writeString(file, "0000000\n1010101\n0110011\n1100110\n0001111\n1011010\n0111100\n1101001\n");
        assertThat(run("codebook", "show", file.toString()).lines())
                .contains(
                        "tokens 8, length 7 bits, rate 0.429, rank 3, linear",
                        "minimum distance 4 (28 pairs), t = 1, mean 4.00, mean nearest 4.00 bits",
                        "bounds on it: Singleton 5, Hamming 4, Plotkin 4, Griesmer 4, Gilbert-Varshamov 3, best known linear 4");
        JsonNode json = Json.parse(file, run("codebook", "show", "--json", file.toString()));
        assertThat(json.path("minimumDistance").asInt()).isEqualTo(4);
        assertThat(json.path("linear").asBoolean()).isTrue();
        assertThat(json.path("distances").path(4).asInt()).isEqualTo(28);
    }
}
