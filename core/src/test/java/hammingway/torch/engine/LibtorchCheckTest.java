package hammingway.torch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hammingway.base.Problem;
import hammingway.base.WorkbenchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders made for the test: which can be used, and what is said of the others. Nothing is ever loaded. */
class LibtorchCheckTest {
    @TempDir
    Path folder;

    private final LibtorchCheck check = new LibtorchCheck(MadeLibtorch.LINUX, List.of());

    private LibtorchReport made(String version) {
        return check.inspect(MadeLibtorch.make(folder.resolve("libtorch"), version));
    }

    private static String only(LibtorchReport report) {
        assertThat(report.problems()).as(report.problems().toString()).hasSize(1);
        return report.problems().getFirst().toString();
    }

    @Test
    void aGoodFolderIsUsableFromAboveAndWithin() {
        LibtorchReport report = made("2.7.1+cpu");
        assertThat(report.problems()).isEmpty();
        assertThat(report.told()).isEqualTo("PyTorch 2.7.1 for the CPU");
        assertThat(report.libraries()).contains(folder.resolve("libtorch/lib"));
        assertThat(report.cuda()).isFalse();
        LibtorchReport within = check.inspect(folder.resolve("libtorch/lib"));
        assertThat(within.problems()).isEmpty();
        assertThat(within.version()).contains("2.7.1");
    }

    @Test
    void cudaIsToldByTheVersionAndNeedsItsLibraries() throws Exception {
        LibtorchReport good = made("2.7.1+cu128");
        assertThat(good.problems()).isEmpty();
        assertThat(good.cuda()).isTrue();
        assertThat(good.told()).isEqualTo("PyTorch 2.7.1 for CUDA 12.8");
        Path lib = folder.resolve("libtorch/lib");
        Files.delete(lib.resolve("libtorch_cuda.so"));
        Files.delete(lib.resolve("libcudart-218eec4c.so.12"));
        LibtorchReport broken = check.inspect(folder.resolve("libtorch"));
        assertThat(broken.problems()).extracting(Problem::path).hasSize(2);
        assertThat(broken.problems().toString()).contains("libtorch_cuda.so", "CUDA's runtime", "(missing)");
    }

    @Test
    void cudaRuntimeMayLieWhereTheSystemLooks() throws Exception {
        made("2.7.1+cu128");
        Files.delete(folder.resolve("libtorch/lib/libcudart-218eec4c.so.12"));
        Path elsewhere = folder.resolve("cuda/lib64");
        MadeLibtorch.put(elsewhere.resolve("libcudart.so.12"), "");
        assertThat(new LibtorchCheck(MadeLibtorch.LINUX, List.of(elsewhere))
                        .inspect(folder.resolve("libtorch"))
                        .problems())
                .isEmpty();
    }

    @Test
    void otherVersionsAreRefusedBeforeTheyAreLoaded() {
        for (String version : List.of("2.10.0+cpu", "1.13.1+cpu", "2.1.2+cpu", "2.70.0+cpu", "3.0.0", "2.6.9+cpu")) {
            LibtorchReport report = made(version);
            assertThat(only(report))
                    .startsWith("build-version = " + version.replace("+cpu", ""))
                    .contains("allowed: 2.7.x")
                    .contains("get libtorch 2.7.1");
        }
        assertThat(made("2.7.0+cpu").usable()).isTrue();
    }

    @Test
    void kindsWithoutABridgeAreRefused() {
        assertThat(only(made("2.7.1+cu118"))).contains("2.7.1+cu118", "+cpu or +cu128", "no bridge");
        LibtorchCheck arm = new LibtorchCheck(new Host("linux", "aarch64"), List.of());
        MadeLibtorch.make(folder.resolve("arm"), "2.7.1+cu128", MadeLibtorch.AARCH64, "");
        assertThat(only(arm.inspect(folder.resolve("arm")))).contains("Linux on aarch64", "+cpu");
    }

    @Test
    void aVersionThatCannotBeToldIsAProblem() {
        assertThat(only(made(""))).contains("build-version = (missing)", "2.7.x");
        assertThat(only(made("hello there"))).contains("hello there");
        LibtorchReport report = made("2.7.1");
        assertThat(report.problems()).isEmpty();
        assertThat(report.flavor()).contains("cpu");
        MadeLibtorch.put(folder.resolve("libtorch/lib/libtorch_cuda.so"), MadeLibtorch.elf(MadeLibtorch.X86_64, ""));
        assertThat(check.inspect(folder.resolve("libtorch")).problems().toString())
                .contains("of which CUDA is not told");
    }

    @Test
    void aPythonEnvironmentTellsByItsVersionFile() {
        Path torch = MadeLibtorch.make(folder.resolve("venv/lib/python3.12/site-packages/torch"), "");
        MadeLibtorch.put(torch.resolve("version.py"), """
                from typing import Optional
                __all__ = ['__version__', 'cuda']
                __version__ = '2.7.1+cu126'
                cuda: Optional[str] = '12.6'
                """);
        LibtorchReport report = check.inspect(torch);
        assertThat(report.version()).contains("2.7.1");
        assertThat(report.flavor()).contains("cu126");
        assertThat(report.problems().toString()).contains("version.py").contains("2.7.1+cu126");
        assertThat(only(check.inspect(folder.resolve("venv")))).contains("Choose " + torch);
    }

    @Test
    void djlsFoldersTellByTheirName() throws Exception {
        MadeLibtorch.make(folder.resolve("x"), "");
        Path cache = folder.resolve("2.7.1-20250812-cpu-linux-x86_64");
        Files.move(folder.resolve("x/lib"), cache);
        LibtorchReport report = check.inspect(cache);
        assertThat(report.problems()).isEmpty();
        assertThat(report.told()).isEqualTo("PyTorch 2.7.1 for the CPU");
    }

    @Test
    void missingAndTruncatedLibrariesAreAllTold() throws Exception {
        made("2.7.1+cpu");
        Path lib = folder.resolve("libtorch/lib");
        Files.delete(lib.resolve("libc10.so"));
        MadeLibtorch.cut(lib.resolve("libtorch_cpu.so"), 300);
        MadeLibtorch.cut(lib.resolve("libtorch.so"), 10);
        List<Problem> problems = check.inspect(folder.resolve("libtorch")).problems();
        assertThat(problems).extracting(Problem::value).containsExactly("(missing)", "300 bytes", "10 bytes");
        assertThat(problems.get(1).toString()).contains("at least 512 bytes", "cut short");
    }

    @Test
    void librariesOfAnotherMachineAreTold() {
        MadeLibtorch.make(folder.resolve("libtorch"), "2.7.1+cpu", MadeLibtorch.AARCH64, "");
        List<Problem> problems = check.inspect(folder.resolve("libtorch")).problems();
        assertThat(problems).hasSize(3);
        assertThat(problems.getFirst().toString())
                .contains("a library for Linux on aarch64")
                .contains("allowed: a library for Linux on x86_64");
    }

    @Test
    void aFileThatIsNoLibraryIsTold() {
        made("2.7.1+cpu");
        MadeLibtorch.put(
                folder.resolve("libtorch/lib/libtorch.so"), "version https://git-lfs.github.com/spec/v1\n".repeat(3));
        assertThat(only(check.inspect(folder.resolve("libtorch")))).contains("libtorch.so = not a library");
    }

    @Test
    void aFolderOfWindowsIsTold() {
        for (String name : List.of("torch.dll", "torch_cpu.dll", "c10.dll")) {
            MadeLibtorch.put(folder.resolve("win/lib").resolve(name), MadeLibtorch.pe());
        }
        MadeLibtorch.put(folder.resolve("win/build-version"), "2.7.1+cpu");
        assertThat(only(check.inspect(folder.resolve("win"))))
                .contains("torch_cpu.dll = a library for Windows on x86_64", "Linux on x86_64");
        assertThat(new LibtorchCheck(new Host("win", "x86_64"), List.of())
                        .inspect(folder.resolve("win"))
                        .problems())
                .isEmpty();
    }

    @Test
    void theOldStringsOfCxxAreTold() {
        LibtorchReport report = check.inspect(MadeLibtorch.makeOld(folder.resolve("old"), "2.7.1+cpu"));
        assertThat(only(report)).contains("pre-cxx11 ABI", "cxx11-abi");
    }

    @Test
    void whatIsNoLibtorchIsToldInPlainWords() throws Exception {
        assertThat(only(check.inspect(folder.resolve("nowhere")))).contains("a folder that is there");
        assertThat(only(check.inspect(folder))).contains("(empty)", "lib/libtorch.so");
        MadeLibtorch.put(folder.resolve("notes.txt"), "x");
        assertThat(only(check.inspect(folder))).contains("no PyTorch in it");
        assertThat(only(check.inspect(folder.resolve("notes.txt")))).contains("(a file)");
        MadeLibtorch.put(folder.resolve("libtorch-2.7.1.zip"), "PK");
        assertThat(only(check.inspect(folder.resolve("libtorch-2.7.1.zip")))).contains("Unpack the archive");
        made("2.7.1+cpu");
        assertThat(only(check.inspect(folder))).contains("Choose " + folder.resolve("libtorch"));
    }

    @Test
    void aProblemBecomesOneErrorWithAllOfThem() throws Exception {
        made("2.10.0+cpu");
        Files.delete(folder.resolve("libtorch/lib/libc10.so"));
        LibtorchReport report = check.inspect(folder.resolve("libtorch"));
        assertThatThrownBy(report::orThrow)
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("2.10.0")
                .hasMessageContaining("libc10.so");
    }

    /** Whatever bytes a file has, it is judged without a stack trace. */
    @Test
    void damagedHeadersNeverThrow() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        made("2.7.1+cpu");
        Path file = folder.resolve("libtorch/lib/libtorch.so");
        byte[][] whole = {MadeLibtorch.elf(MadeLibtorch.X86_64, ""), MadeLibtorch.pe()};
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = whole[i % 2].clone();
            for (int k = random.nextInt(12); k >= 0; k--) {
                bytes[4 + random.nextInt(140)] = (byte) random.nextInt();
            }
            Files.write(file, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            LibtorchReport report = check.inspect(folder.resolve("libtorch"));
            assertThat(report.libraries()).as("seed " + seed + ", case " + i).isPresent();
        }
    }
}
