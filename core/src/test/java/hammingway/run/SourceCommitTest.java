package hammingway.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCommitTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    private void write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void readsDetachedLooseAndPackedHeadsAndWorkingTreesBeside() throws Exception {
        Path within = Files.createDirectories(folder.resolve("core/target/classes"));
        write(".git/HEAD", COMMIT + "\n");
        assertThat(SourceCommit.of(within)).contains(COMMIT);
        write(".git/HEAD", "ref: refs/heads/main\n");
        assertThat(SourceCommit.of(within)).isEmpty();
        write(
                ".git/packed-refs",
                "# pack-refs\n" + "f".repeat(40) + " refs/heads/main2\n" + COMMIT + " refs/heads/main\n");
        assertThat(SourceCommit.of(within)).contains(COMMIT);
        write(".git/refs/heads/main", "a".repeat(40) + "\n");
        assertThat(SourceCommit.of(within)).contains("a".repeat(40));

        write("beside/.git", "gitdir: ../.git/worktrees/beside\n");
        write(".git/worktrees/beside/HEAD", "ref: refs/heads/other\n");
        write(".git/worktrees/beside/commondir", "../..\n");
        write(".git/refs/heads/other", "b".repeat(40) + "\n");
        assertThat(SourceCommit.of(folder.resolve("beside"))).contains("b".repeat(40));
    }

    @Test
    void staysSilentWhereThereIsNoneOrItIsDamaged() throws Exception {
        write("x/.git", "nonsense\u0000\n");
        assertThat(SourceCommit.of(folder.resolve("x"))).isEmpty();
        write("y/.git/HEAD", "ref: refs/heads/../../etc\n");
        assertThat(SourceCommit.of(folder.resolve("y"))).isEmpty();
    }
}
