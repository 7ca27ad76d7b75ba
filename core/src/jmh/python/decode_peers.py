"""What decoding competes with, in PyTorch: a softmax head with top-5, and the product with the codebook with top-5.

Prints microseconds: of one position on one thread, of 1024 positions on two. Medians. Beside DecodeBenchmark (core/src/jmh):
    mvn -q -Pbench -pl core process-classes exec:exec -Dargs="DecodeBenchmark"
    python3 core/src/jmh/python/decode_peers.py
"""

import statistics
import time

import torch

TOKENS, WIDTH, BEST, POSITIONS = 50_257, 768, 5, 1024


def median_microseconds(work, repeats):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1e6 * statistics.median(times)


def measure(name, rows, matrix, threads, repeats):
    torch.set_num_threads(threads)
    inputs = torch.randn(rows, matrix.shape[1])
    micros = median_microseconds(lambda: torch.topk(inputs @ matrix.T, BEST), repeats)
    print(f"{name:32s} positions {rows:5d}  threads {threads}  {micros:12.1f} us", flush=True)


torch.manual_seed(1)
with torch.inference_mode():
    measure(f"softmax head, d = {WIDTH}", 1, torch.randn(TOKENS, WIDTH), 1, 21)
    for bits in (16, 64, 128, 512):
        codes = torch.randint(0, 2, (TOKENS, bits)).float()
        measure(f"product with codebook, n = {bits}", 1, codes, 1, 51)
        if bits in (64, 128):
            measure(f"product with codebook, n = {bits}", POSITIONS, codes, 2, 3)
