"""Benchmarks of codes beside other people's software, on the same sizes and threads.

    mvn -q -Pbench -pl core process-classes exec:exec -Dargs="CodebookAnalysis|WeightDistribution -rf json -rff /tmp/jmh.json"
    python3 core/src/jmh/python/compare_codes.py /tmp/jmh.json            # needs numpy, scipy, faiss-cpu

Each row: a JMH benchmark with its parameters, and what a peer takes for the same work, measured here and now. A peer that is not
installed shows as "-". More rows: add to PEERS.
"""
import json
import sys
import time

THREADS = 2


def random_codewords(tokens, bits):
    import numpy
    return numpy.random.default_rng(1).integers(0, 2, (tokens, bits), dtype=numpy.uint8)


def scipy_histogram(tokens, bits, rows=4000):
    """pdist over all pairs holds V^2 / 2 doubles (10 GB at 50,257): it is timed on some rows, and scaled by the number of pairs."""
    import numpy
    from scipy.spatial.distance import pdist
    codes = random_codewords(rows, bits).astype(bool)
    start = time.perf_counter()
    numpy.bincount(numpy.rint(pdist(codes, "hamming") * bits).astype(int), minlength=bits + 1)
    return (time.perf_counter() - start) * (tokens * (tokens - 1)) / (rows * (rows - 1))


def numpy_histogram(tokens, bits, rows=2000):
    """XOR and bit_count of one row with all after it, timed on some rows, and scaled."""
    import numpy
    codes = numpy.packbits(random_codewords(tokens, bits), axis=1).view(numpy.uint64)
    histogram = numpy.zeros(bits + 1, dtype=numpy.int64)
    pairs = 0
    start = time.perf_counter()
    for i in range(0, tokens - 1, max(1, tokens // rows)):
        distances = numpy.bitwise_count(codes[i] ^ codes[i + 1:]).sum(axis=1, dtype=numpy.uint16)
        histogram += numpy.bincount(distances, minlength=bits + 1)
        pairs += len(distances)
    return (time.perf_counter() - start) * (tokens * (tokens - 1) / 2) / pairs


def faiss_minimum(tokens, bits, queries=4096):
    """IndexBinaryFlat, k = 2 (the first is the word itself), timed on some queries, and scaled."""
    import faiss
    import numpy
    faiss.omp_set_num_threads(THREADS)
    codes = numpy.packbits(random_codewords(tokens, bits), axis=1)
    index = faiss.IndexBinaryFlat(bits)
    index.add(codes)
    start = time.perf_counter()
    index.search(codes[:queries], 2)
    return (time.perf_counter() - start) * tokens / queries


# benchmark, what it is compared with, the function of the benchmark's parameters that gives the peer's seconds
PEERS = [
    ("CodebookAnalysisBenchmark.histogram", "scipy pdist", lambda p: scipy_histogram(int(p["tokens"]), int(p["bits"]))),
    ("CodebookAnalysisBenchmark.histogram", "numpy XOR + bit_count", lambda p: numpy_histogram(int(p["tokens"]), int(p["bits"]))),
    ("CodebookAnalysisBenchmark.minimum", "faiss IndexBinaryFlat k=2", lambda p: faiss_minimum(int(p["tokens"]), int(p["bits"]))),
]


def seconds(result):
    unit = {"ms/op": 1e-3, "us/op": 1e-6, "ns/op": 1e-9, "s/op": 1.0}[result["primaryMetric"]["scoreUnit"]]
    return result["primaryMetric"]["score"] * unit


def row(*cells):
    print(f"{cells[0]:<46}{cells[1]:<28}{cells[2]:>12}  {cells[3]:<28}{cells[4]:>12}{cells[5]:>9}")


def main():
    results = json.load(open(sys.argv[1]))
    row("benchmark", "parameters", "ms", "peer", "peer's ms", "ratio")
    for result in results:
        name = ".".join(result["benchmark"].split(".")[-2:])
        parameters = result.get("params") or {}
        told = " ".join(f"{k}={v}" for k, v in parameters.items())
        ours = seconds(result)
        peers = [(label, run) for benchmark, label, run in PEERS if benchmark == name]
        if not peers:
            row(name, told, f"{ours * 1e3:.2f}", "", "", "")
        for label, run in peers:
            try:
                theirs = run(parameters)
                row(name, told, f"{ours * 1e3:.2f}", label, f"{theirs * 1e3:.1f}", f"{theirs / ours:.1f} x")
            except ImportError as missing:
                row(name, told, f"{ours * 1e3:.2f}", label, "-", f"no {missing.name}")


if __name__ == "__main__":
    main()
