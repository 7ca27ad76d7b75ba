package hammingway.design.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.code.CodebookFiles;
import hammingway.run.CodeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Codebooks that were found, in files that remember the search (decision 0007). */
final class FoundFiles {
    private static final Pattern FOUND_BEFORE = Pattern.compile("-searched(-\\d+)?$");

    private FoundFiles() {}

    /** The name for what is found from a codebook of some name. */
    static String name(String codebook) {
        String plain = codebook.strip().replaceAll("[^\\p{L}\\p{N}._+-]+", "-");
        return (plain.isEmpty() ? "codebook" : FOUND_BEFORE.matcher(plain).replaceFirst("")) + "-searched";
    }

    /** Writes an {@code .npz} under a name that no file has yet. */
    static Path write(Path folder, String codebook, SearchOrder.Found found) {
        String name = name(codebook);
        Path file = folder.resolve(name + ".npz");
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(name + "-" + i + ".npz");
        }
        ObjectNode provenance = found.result().provenance();
        CodeSource.tell(found.sources(), provenance);
        CodebookFiles.write(file, found.result().codebook(), provenance);
        return file;
    }
}
