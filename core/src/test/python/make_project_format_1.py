"""Makes the project of format 1 that FormatOneTest opens with the classes of today: python3 make_project_format_1.py FOLDER

Only the standard library and numpy. The files say what the format is, so this script is not changed when the program is: a later
format gets a script of its own. The same call gives the same bytes.
"""

import hashlib
import io
import json
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np

V = 16  # tokens: the 15 most frequent and the folded id
N = 8  # bits of a codeword
WIDTH = 4
CONTEXT = 4
WINDOWS = 4
START = 1_769_860_800_000  # 2026-01-31T12:00:00Z
TEXT = "a cat sat on a mat and a rat ran at the cat that sat on the mat. " * 4


def number(x):
    """A float as Java writes it, which hashes of specifications are taken over."""
    text = repr(x)
    if "e" not in text:
        return text
    mantissa, exponent = text.split("e")
    return mantissa + ("" if "." in mantissa else ".0") + "E" + str(int(exponent))


def line(value):
    """JSON without blanks, fields in their order."""
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k) + ":" + line(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(line(v) for v in value) + "]"
    return number(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)


def write_json(path, value):
    write(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def npy(array):
    out = io.BytesIO()
    np.lib.format.write_array(out, np.ascontiguousarray(array), version=(1, 0))
    return out.getvalue()


def safetensors(path, tensors):
    header, data = {"__metadata__": {"format": "hammingway-1"}}, b""
    for name, values in tensors.items():
        raw = values.astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    write(path, struct.pack("<Q", len(head)) + head + data)


# ---- codebooks


def codebook_hash(bits):
    return sha256(struct.pack(">ii", *bits.shape) + np.packbits(bits, axis=1).tobytes())


def write_codebook(path, bits, recipe, note=""):
    meta = {"format": 1, "tokens": len(bits), "length_bits": bits.shape[1], "bit_order": "big", "sha256": codebook_hash(bits), "recipe": recipe}
    if note:
        meta["provenance"] = {"note": note}
    arrays = {
        "codes": np.packbits(bits, axis=1),
        "token_ids": np.arange(len(bits), dtype="<i4"),
        "meta": np.frombuffer(json.dumps(meta, indent=2).encode(), dtype=np.uint8),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            archive.writestr(zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0)), npy(array), zipfile.ZIP_DEFLATED)


def minimal_random(extra):
    """The token's number and random bits, drawn as the published runs did: numpy's legacy generator, seed 42."""
    own = (np.arange(V)[:, None] >> np.arange(3, -1, -1)) & 1
    random = np.random.RandomState(42).randint(0, 2, (V, extra))
    return np.concatenate([own, random], axis=1).astype(np.uint8)


def recipe(extra):
    return {"family": {"type": "minimal-random", "randomBits": extra, "source": "numpy-legacy"}, "assignment": {"type": "identity"}, "seed": 42}


def distance(bits):
    return int(min((bits[a] != bits[b]).sum() for a in range(len(bits)) for b in range(a)))


def codebooks(folder):
    first, second = minimal_random(3), minimal_random(4)
    for i, (bits, extra, note) in enumerate([(first, 3, ""), (second, 4, "a bit more")], 1):
        version = folder / "small.versions" / f"{i:04d}"
        write_codebook(version / "small.npz", bits, recipe(extra), note)
        facts = {"format": 1, "number": i, "time": f"2026-01-31T12:0{i}:00Z", "note": note, "origin": {"type": "saved"}}
        facts["codebook"] = {"hash": codebook_hash(bits), "tokens": V, "length": bits.shape[1], "minimumDistance": distance(bits), "edits": 0, "recipe": recipe(extra)}
        if i == 2:
            fields = [{"path": "length", "before": "7", "after": "8"}, {"path": "family.randomBits", "before": "3", "after": "4"}]
            facts["change"] = {"against": 1, "fields": fields, "editsBefore": 0, "edits": 0, "codewords": V, "tokens": V}
        write_json(version / "version.json", facts)
    write_codebook(folder / "small.npz", second, recipe(4), "a bit more")


# ---- vocabulary and data


def byte_letters():
    """The letters that byte-level tokenizers write bytes with (GPT-2)."""
    plain = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    letters = {b: chr(b) for b in plain}
    for b in range(256):
        letters.setdefault(b, chr(256 + sum(k < b for k in range(256) if k not in plain)))
    return letters


def vocabulary(folder, spec):
    letters = byte_letters()
    tokens = [bytes([b]) for b in sorted(letters, key=lambda b: letters[b])] + [b"at"]
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    model = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None, "fuse_unk": False,
             "byte_fallback": False, "ignore_merges": False, "vocab": {"".join(letters[b] for b in t): i for i, t in enumerate(tokens)}, "merges": [["a", "t"]]}
    tokenizer = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None, "pre_tokenizer": level,
                 "post_processor": None, "decoder": level, "model": model}
    ids = [tokens.index(t) for t in split(TEXT)]
    cut = len(ids) * 9 // 10
    counts = np.bincount(ids[:cut], minlength=len(tokens))
    order = sorted(range(len(tokens)), key=lambda t: (-counts[t], t))
    new = {t: min(rank, V - 1) for rank, t in enumerate(order)}
    folded = int(sum(counts[t] for t in tokens_of(new, V - 1)))
    first = True
    lines = ["id,tokenizer_id,count,bytes_hex,text\n"]
    for t in range(len(tokens)):
        i = new[t]
        shown, count, raw = display(tokens[t]), int(counts[t]), tokens[t].hex()
        if i == V - 1:
            shown, raw, count, first = "(other)", "", folded if first else 0, False
        quoted = shown.replace('"', '""')
        lines.append(f'{i},{t},{count},{raw},"{quoted}"\n')
    data = {"source": {"type": "text-file", "path": "text.txt", "separator": "<|endoftext|>", "megabytes": 0.0}, "validationShare": 0.1, "split": "tail", "splitSeed": 42, "packing": "stream"}
    sha = sha256(line(spec).encode() + line(data).encode() + TEXT.encode())
    place = folder / f"bpe-257-{sha[:8]}"
    write(place / "counts.csv", "".join(lines))
    write(place / "tokenizer.json", json.dumps(tokenizer, ensure_ascii=False) + "\n")
    mapped = np.array([new[t] for t in ids], dtype="<u2")
    write(place / "training.npy", npy(mapped[:cut]))
    write(place / "validation.npy", npy(mapped[cut:]))
    share = np.bincount(mapped[:cut], minlength=V) / cut
    entropy = float(-sum(p * np.log2(p) for p in share if p > 0))
    write_json(place / "data.json", {"sha256": sha, "tokens": V, "counted": True, "vocabulary": spec, "data": data,
                                     "trainingTokens": cut, "validationTokens": len(ids) - cut, "validationBytesPerToken": 1.25,
                                     "foldedShareTraining": folded / cut, "foldedShareValidation": 0.0, "unigramEntropyBits": entropy})
    return sha, data, mapped[cut:]


def split(text):
    """The merge of "at", and bytes."""
    data, tokens = text.encode(), []
    while data:
        n = 2 if data.startswith(b"at") else 1
        tokens.append(data[:n])
        data = data[n:]
    return tokens


def tokens_of(new, token):
    return [t for t, i in new.items() if i == token]


def display(token):
    try:
        text = token.decode("utf-8").replace(" ", "\u2423").replace("\n", "\u23ce").replace("\t", "\u21e5")
    except UnicodeDecodeError:
        return "0x" + token.hex().upper()
    return "".join("\ufffd" if ord(c) < 32 or ord(c) == 127 else c for c in text)


# ---- runs


def specification(name, words, data, head, seed, steps=4):
    spec = {"name": name, "vocabulary": words, "data": data}
    spec["backbone"] = {"type": "gpt2", "layers": 1, "heads": 1, "width": WIDTH, "context": CONTEXT, "positions": 0, "dropout": 0.0,
                        "activation": "gelu-tanh", "qkvBias": True, "initialisation": "gpt2"}
    if head["layer"]["type"] == "linear-code":
        spec["codebook"] = recipe(4)
    spec["head"] = head
    spec["training"] = {
        "steps": steps, "batch": 2, "accumulation": 1, "tuning": {"type": "full"}, "recompute": False, "keepHiddenStates": False,
        "optimiser": {"beta1": 0.9, "beta2": 0.95, "epsilon": 1e-8, "weightDecay": 0.1, "decayAll": False},
        "schedule": {"shape": "cosine", "peak": 0.002, "warmup": 1, "finalShare": 0.05},
        "clipNorm": 1.0, "precision": "float32", "evaluateEvery": 2, "checkpointEvery": 2, "keepCheckpoints": 1,
        "maskFolded": False, "dropoutEndsAtFirstValidation": False}
    spec["evaluation"] = {"windows": WINDOWS, "windowsDuringTraining": 2, "batch": 2, "traces": True, "latency": True}
    spec["device"] = {"device": "cpu", "threads": 1}
    spec["seed"] = seed
    return spec


def spec_hash(spec):
    return sha256(line({k: v for k, v in spec.items() if k != "name"}).encode())


def parameters(outputs):
    random = np.random.RandomState(7)
    shapes = {"trunk.wte": (V, WIDTH), "trunk.wpe": (CONTEXT, WIDTH), "trunk.h.0.ln_1.weight": (WIDTH,), "trunk.h.0.ln_1.bias": (WIDTH,),
              "trunk.h.0.attn.c_attn.weight": (3 * WIDTH, WIDTH), "trunk.h.0.attn.c_attn.bias": (3 * WIDTH,),
              "trunk.h.0.attn.c_proj.weight": (WIDTH, WIDTH), "trunk.h.0.attn.c_proj.bias": (WIDTH,),
              "trunk.h.0.ln_2.weight": (WIDTH,), "trunk.h.0.ln_2.bias": (WIDTH,),
              "trunk.h.0.mlp.c_fc.weight": (4 * WIDTH, WIDTH), "trunk.h.0.mlp.c_fc.bias": (4 * WIDTH,),
              "trunk.h.0.mlp.c_proj.weight": (WIDTH, 4 * WIDTH), "trunk.h.0.mlp.c_proj.bias": (WIDTH,),
              "trunk.ln_f.weight": (WIDTH,), "trunk.ln_f.bias": (WIDTH,), "head.weight": (outputs, WIDTH), "head.bias": (outputs,)}
    return {name: (random.randint(-8, 9, shape) / 16).astype(np.float32) for name, shape in shapes.items()}


def checkpoint(folder, step, outputs):
    weights = parameters(outputs)
    safetensors(folder / "model.safetensors", weights)
    moments = {}
    for name, values in weights.items():
        moments["first." + name] = values / 8
        moments["second." + name] = values**2
        moments["step." + name] = np.array(step, dtype=np.float32)
    safetensors(folder / "optimizer.safetensors", moments)
    write_json(folder / "state.json", {"step": step, "threads": 1, "dropoutEnded": False})


def events(steps, bits):
    at = START
    told = [{"type": "started", "time": at, "pid": 4711, "processStart": at - 900, "fromStep": 0, "totalSteps": steps},
            {"type": "stage", "time": at + 10, "name": "Reading text", "share": 0.0},
            {"type": "built", "time": at + 20, "parameters": 400, "headParameters": 40}]
    for s in range(1, steps + 1):
        at += 100
        told.append({"type": "step-done", "time": at, "step": s, "loss": 0.75 / s, "learningRate": 0.002 / s, "gradientNorm": 1.5, "seconds": 0.09375, "tokens": 8, "memoryBytes": 450_000_000})
        if s == 2:
            validated = {"type": "validated", "time": at + 1, "step": s, "loss": 0.5, "perplexity": 9.5, "top1": 0.25, "top5": 0.5}
            told.append(validated | ({"bits": bits} if bits else {}))
            told += [{"type": "paused", "time": at + 2, "step": s}, {"type": "continued", "time": at + 3, "step": s},
                     {"type": "warning", "time": at + 4, "message": "an example of a warning"}]
        if s % 2 == 0:
            told += [{"type": "sampled", "time": at + 5, "step": s, "prompt": "a cat", "text": " sat on a mat"}, {"type": "checkpoint-written", "time": at + 6, "step": s}]
    told += [{"type": "stage", "time": at + 10, "name": "Evaluating", "share": 0.5},
             {"type": "evaluated", "time": at + 20, "top1": 0.5, "top5": 0.75, "perplexity": 5.5}, {"type": "finished", "time": at + 30}]
    return "".join(line(e) + "\n" for e in told)


def evaluation(folder, sha, validation, bits, right):
    """Figures and traces that fit each other: every second position right, or as `right` tells."""
    n = WINDOWS * CONTEXT
    targets = validation[1 : n + 1].astype("<i4")
    ranks = np.array([0 if i % right == 0 else 1 + i % 7 for i in range(n)], dtype="<i4")
    predicted = np.where(ranks == 0, targets, (targets + ranks) % V).astype("<i4")
    logprobs = (-0.25 * (1 + ranks)).astype("<f4")
    traces = folder / "traces"
    facts = {"format": 1, "context": CONTEXT, "windows": WINDOWS, "logits": N if bits is not None else V, "vocabulary": V, "continuous": True, "dataSha256": sha}
    if bits is not None:
        signs = bits[predicted].astype(np.float32) * 2 - 1
        logits = (signs * np.linspace(0.5, 2.25, N)).astype("<f2")
        write(traces / "right-bits.npy", npy(((logits > 0) == bits[targets]).sum(axis=1).astype("<i4")))
        facts["codebookSha256"] = codebook_hash(bits)
    else:
        logits = np.zeros((n, V), dtype="<f2")
        logits[np.arange(n), predicted] = 2
    factor = 0.5 if bits is not None else 1.0
    facts |= {"decoder": {"type": "log-likelihood"}, "unigramPrior": False, "factorOfEven": factor, "factorOfOdd": factor}
    write(traces / "logits.npy", npy(logits))
    for name, array in {"starts": validation[:n:CONTEXT].astype("<i4"), "targets": targets, "predicted": predicted, "ranks": ranks, "logprobs": logprobs}.items():
        write(traces / (name + ".npy"), npy(array))
    write_json(traces / "trace.json", facts)
    pairs = sorted(zip(targets.tolist(), predicted.tolist()))
    wrong = sorted({p for p in pairs if p[0] != p[1]}, key=lambda p: (-pairs.count(p), p))
    write(folder / "confusions.csv", "target,predicted,count\n" + "".join(f"{t},{p},{pairs.count((t, p))}\n" for t, p in wrong))
    right_bits = None if bits is None else (logits > 0) == bits[targets]
    write_json(folder / "metrics.json", metrics(ranks, logprobs, bits, right_bits, factor))


def metrics(ranks, logprobs, bits, right, factor):
    n = len(ranks)
    accuracy = {"top1": float((ranks < 1).mean()), "top5": float((ranks < 5).mean()), "tokens": n}
    nats = float(-logprobs.mean())

    def interval(k):
        x = (ranks < k).reshape(WINDOWS, CONTEXT).mean(axis=1)
        half = float(3.182 * x.std(ddof=1) / np.sqrt(WINDOWS))
        return {"mean": float(x.mean()), "low": float(x.mean()) - half, "high": float(x.mean()) + half, "sd": float(x.std(ddof=1)), "n": WINDOWS}

    result = {"tokens": n, "windows": WINDOWS, "lossNats": 0.4375, "accuracy": accuracy, "withoutFolded": accuracy, "withoutFoldedContext": accuracy,
              "top5BatchMean": accuracy["top5"], "top1OfWindows": interval(1), "top5OfWindows": interval(5),
              "decoders": [{"decoder": "logits" if bits is None else "log-likelihood", "top1": accuracy["top1"], "top5": accuracy["top5"]}],
              "likelihood": {"nats": nats, "perplexity": float(np.exp(nats)), "bitsPerByte": float(nats / np.log(2) / 1.25), "factor": factor,
                             "perplexityFittedHere": float(np.exp(nats)), "calibrationError": 0.125}}
    if bits is not None:
        result["bits"] = {"accuracy": float(right.mean()), "validWords": 1.0, "ties": 0.0, "exact": float(right.all(axis=1).mean())}
    result["bands"] = [{"from": 0, "to": 10, "share": 0.75, "top1": 0.5, "top5": 0.75}, {"from": 10, "to": 16, "share": 0.25, "top1": 0.5, "top5": 0.75}]
    outputs = N if bits is not None else V
    result["cost"] = {"stored": outputs * (WIDTH + 1), "trainable": outputs * (WIDTH + 1), "shared": 0, "headMultiplyAdds": outputs * WIDTH,
                      "decodeMultiplyAdds": V * N if bits is not None else 0, "codebookBytes": V if bits is not None else 0}
    split_ = {"trunkMicros": 12.5, "headMicros": 1.5, "decodeMicros": 0.75}
    result["latency"] = {"single": split_, "batched": {k: v / 4 for k, v in split_.items()}, "batch": 2}
    if bits is not None:
        result["latency"]["exactDecoder"] = {"algorithm": "byte tables", "micros": 3.5, "operations": 32}
    return result


def run(project, spec, sha, validation, bits, right):
    folder = project / "runs" / ("2026-01-31-" + spec["name"].replace(" ", "-") + "-" + spec_hash(spec)[:8])
    write_json(folder / "spec.json", spec)
    environment = {"hammingway": "0.9.0", "java": "25", "javaVm": "OpenJDK 64-Bit Server VM 25", "pytorch": "2.7.1", "os": "Linux 6 amd64",
                   "processor": "an example", "memoryBytes": 8_000_000_000, "processors": 2, "threads": 1, "device": "cpu", "engine": "bundled CPU engine, PyTorch 2.7.1",
                   "seed": spec["seed"], "specSha256": spec_hash(spec), "dataSha256": sha}
    if bits is not None:
        environment["codebookSha256"] = codebook_hash(bits)
        write_codebook(folder / "codebook.npz", bits, recipe(4))
    write_json(folder / "environment.json", environment | {"vocabulary": V, "foldedShareTraining": 0.0})
    write(folder / "events.jsonl", events(4, [0.5] * N if bits is not None else []))
    write(folder / "log.txt", "Finished.\n")
    checkpoint(folder / "checkpoints" / "step-00000004", 4, N if bits is not None else V)
    evaluation(folder / "evaluation", sha, validation, bits, right)
    return folder


def main(project):
    write_json(project / "project.json", {"name": "format 1", "format": 1})
    write(project / "text.txt", TEXT)
    bits = minimal_random(4)
    codebooks(project / "codebooks")
    words = {"tokenizer": {"type": "train-bpe", "size": 257, "trainedOn": "training"}, "order": "frequency", "keep": V}
    sha, data, validation = vocabulary(project / "vocabularies", words)
    code = {"layer": {"type": "linear-code", "bias": True}, "loss": {"type": "bce-mean"}, "unigramPrior": False, "decoder": {"type": "log-likelihood"}}
    softmax = {"layer": {"type": "softmax", "tied": False, "bias": True}, "loss": {"type": "cross-entropy"}, "unigramPrior": False, "decoder": {"type": "log-likelihood"}}
    first = run(project, specification("softmax", words, data, softmax, 1), sha, validation, None, 2)
    second = run(project, specification("small code", words, data, code, 1), sha, validation, bits, 3)
    write(second / "evaluation" / "answers.jsonl", line({"prompt": "where?", "prediction": "on a mat", "reference": "on the mat"}) + "\n")

    longer = specification("small code longer", words, data, code, 1, steps=8)
    branch = project / "runs" / ("2026-01-31-small-code-longer-" + spec_hash(longer)[:8])
    write_json(branch / "spec.json", longer)
    parts = b"".join((second / "checkpoints" / "step-00000004" / f).read_bytes() for f in ("model.safetensors", "optimizer.safetensors", "state.json"))
    write_json(branch / "branch.json", {"run": second.name, "step": 4, "checkpointSha256": sha256(parts), "specSha256": json.loads((second / "environment.json").read_text())["specSha256"],
                                        "dataSha256": sha, "changes": [{"field": "training.steps", "from": "4", "to": "8"}]})

    text = project / "texts" / "riddle"
    write(text / "text.txt", "a rat at a mat")
    evaluation(text / second.name, sha, validation, bits, 2)
    entry = {"run": branch.name, "priority": "high", "device": "cpu", "state": "waiting", "attempts": 1, "added": "2026-01-31T12:00:00Z", "reason": "an example of a reason"}
    write_json(project / "queue.json", {"format": 1, "paused": True, "retries": 2, "entries": [entry]})
    write_json(project / "views.json", {"format": 1, "filters": [{"name": "good", "text": "top5>60 & !failed"}], "columns": [{"key": "name", "width": 180.0}, {"key": "top5", "width": 90.0}],
                                        "sort": [{"column": "top5", "descending": True}], "axes": ["params", "top5"], "onlyDiffering": True})
    write_json(project / "notes.json", {"format": 1, "runs": {first.name: {"note": "the reference", "tags": ["paper"]}}})
    base = specification("base", words, data, code, 1)
    lengths = [{"name": f"bits={4 + r}", "set": {"codebook.family.randomBits": r}} for r in (3, 4)]
    write_json(project / "studies" / "two-lengths.json", {"title": "two lengths", "base": base, "product": [lengths]})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
