"""Models that Hammingway exports, loaded by transformers and PEFT, and adapters of PEFT that Hammingway takes in.

Trains small models from the reference checkpoints and from random weights, exports them, and compares the log-probabilities of the
tokens that `hammingway generate` writes with those of the libraries at the same places. Needs torch, transformers, peft, safetensors:
    python3 core/src/jmh/python/export_peers.py "java ... hammingway.cli.Main" ../shared/reference/checkpoints WORK_FOLDER
"""

import json
import logging
import pathlib
import shlex
import subprocess
import sys

import torch
import transformers
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file

transformers.utils.logging.set_verbosity_error()
transformers.utils.logging.disable_progress_bar()
logging.disable(logging.WARNING)
COMMAND, BASES, WORK = shlex.split(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
PROMPT, TOKENS = "The sea was quiet, and the old man", 16
CODE = {"family": {"type": "minimal-random", "randomBits": 20, "source": "numpy-legacy"}, "assignment": {"type": "identity"}, "seed": 3}
SOFTMAX = {"layer": {"type": "softmax", "tied": False, "bias": False}, "loss": {"type": "cross-entropy"}}
TIED = {"layer": {"type": "softmax", "tied": True, "bias": False}, "loss": {"type": "cross-entropy"}}
worst = 0.0


def hammingway(*arguments):
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{arguments}: {done.stdout}{done.stderr}")
    return done.stdout


def train(name, backbone, head, tuning, peak=0.01, steps=12):
    spec = {
        "name": name,
        "vocabulary": {"tokenizer": {"type": "tokenizer-file", "path": str(BASES / "gpt2-tied/tokenizer.json")},
                       "order": "tokenizer", "keep": 0},
        "data": {"source": {"type": "text-file", "path": str(WORK / "text.txt"), "separator": "", "megabytes": 0}, "split": "tail"},
        "backbone": {**backbone, "context": 48, "dropout": 0.0},
        "head": head,
        "training": {"steps": steps, "batch": 4, "tuning": tuning, "optimiser": {}, "precision": "float32",
                     "schedule": {"shape": "constant", "peak": peak, "warmup": 0}, "evaluateEvery": 0, "checkpointEvery": 0},
        "evaluation": {"windows": 4, "latency": False}, "device": {"threads": 1}, "seed": 1}
    if "softmax" not in head["layer"]["type"]:
        spec["codebook"] = CODE
    file = WORK / f"{name}.json"
    file.write_text(json.dumps(spec))
    return pathlib.Path(hammingway("run", file, "-p", WORK / "project").splitlines()[0])


def written(run):
    lines = hammingway("generate", run, "--prompt", PROMPT, "--greedy", "--tokens", TOKENS, "--json").splitlines()
    tokens = [json.loads(line)["token"] for line in lines if "logProbability" in line]
    return [(t["token"], t["logProbability"]) for t in tokens]


def compare(name, run, folder, log_probabilities):
    """Same greedy tokens, and how far their log-probabilities lie apart."""
    global worst
    ids = transformers.PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json")).encode(PROMPT)
    apart, same = 0.0, 0
    for token, log_probability in written(run):
        with torch.no_grad():
            found = log_probabilities(torch.tensor([ids]))
        same += int(found.argmax()) == token
        apart = max(apart, abs(float(found[token]) - log_probability))
        ids.append(token)
    worst = max(worst, apart, 0 if same == TOKENS else 1)
    print(f"{name:44s} {same} of {TOKENS} tokens, log-probabilities within {apart:.1e}", flush=True)


def causal(model):
    model.eval()
    return lambda ids: model(ids).logits[0, -1].double().log_softmax(-1)


def coded(folder):
    """As the guide's page model-export.md shows."""
    model = transformers.AutoModel.from_pretrained(folder).eval()
    head = load_file(folder / "hammingway_head.safetensors")
    factor = json.loads((folder / "config.json").read_text())["hammingway"].get("factor", 1.0)
    codes = head["hammingway.codebook"].float()

    def log_probabilities(ids):
        hidden = model(ids).last_hidden_state[0, -1]
        logits = head["hammingway_head.weight"] @ hidden + head["hammingway_head.bias"]
        return (factor * (codes @ logits)).double().log_softmax(-1)

    return log_probabilities


def export(run, name, *options):
    folder = WORK / name
    hammingway("export-model", run, folder, *options)
    return folder


def base(name):
    return json.loads(hammingway("checkpoint", BASES / name, "--json"))["backbone"]


def lora(targets, **more):
    return {"type": "lora", "rank": 4, "alpha": 8, "dropout": 0.0, "targets": targets, **more}


def adapted(name, targets):
    run = train(f"{name} LoRA", base(name), SOFTMAX, lora(targets))
    merged = export(run, f"{name}-merged", "--merge")
    compare(f"{name}: merged", run, merged, causal(transformers.AutoModelForCausalLM.from_pretrained(merged)))
    alone = export(run, f"{name}-adapter")
    model = transformers.AutoModelForCausalLM.from_pretrained(BASES / name)
    compare(f"{name}: adapter with PEFT", run, alone, causal(PeftModel.from_pretrained(model, alone)))


def adapted_code(name, targets):
    run = train(f"{name} LoRA, code", base(name), {"layer": {"type": "linear-code"}, "loss": {"type": "bce-mean"}}, lora(targets))
    merged = export(run, f"{name}-code", "--merge")
    compare(f"{name}: merged, code head", run, merged, coded(merged))


def taken_in(name, targets):
    """An adapter of PEFT's making, with random A and B, under a rate of 0; the head is the model's own where it is tied."""
    torch.manual_seed(7)
    model = transformers.AutoModelForCausalLM.from_pretrained(BASES / name)
    model = get_peft_model(model, LoraConfig(
        r=4, lora_alpha=8, target_modules=targets, task_type="CAUSAL_LM", fan_in_fan_out=name.startswith("gpt2")))
    for parameter_name, parameter in model.named_parameters():
        if "lora_" in parameter_name:
            torch.nn.init.normal_(parameter, std=0.2)
    folder = WORK / f"{name}-peft"
    model.save_pretrained(folder)
    run = train(f"{name} from PEFT", base(name), TIED, lora(targets, adapter=str(folder)), peak=0, steps=1)
    compare(f"{name}: PEFT's adapter taken in", run, BASES / name, causal(model))


def from_nothing(name, backbone):
    run = train(f"new {name}", backbone, SOFTMAX, {"type": "full"})
    folder = export(run, f"new-{name}")
    compare(f"new {name}: softmax", run, folder, causal(transformers.AutoModelForCausalLM.from_pretrained(folder)))
    hammingway("checkpoint", folder, "--values")


WORK.mkdir(parents=True)
(WORK / "text.txt").write_text("".join(
    f"The sea was quiet, and the old man counted {i} boats. {i % 7} of them were blue, the others white.\n" for i in range(900)))
SMALL = {"layers": 2, "heads": 4, "width": 32}
adapted("gpt2-tied", ["c_attn", "mlp.c_proj"])
adapted("opt", ["q_proj", "v_proj", "fc2"])
adapted("llama-gqa", ["all-linear"])
adapted_code("gpt2-untied", ["all-linear"])
adapted_code("qwen2", [])
taken_in("gpt2-tied", ["c_attn", "c_fc"])
taken_in("opt", ["k_proj", "out_proj"])
taken_in("qwen2", ["v_proj", "gate_proj", "up_proj"])
from_nothing("gpt2", {"type": "gpt2", **SMALL, "activation": "gelu-erf", "qkvBias": False})
from_nothing("opt", {"type": "opt", **SMALL, "blockWidth": 48, "normFirst": False})
from_nothing("llama", {"type": "llama", **SMALL, "keyValueHeads": 2, "ropeScaling": {
    "type": "llama3", "factor": 8.0, "lowTurns": 1.0, "highTurns": 4.0, "originalPositions": 16}})
from_nothing("qwen2", {"type": "llama", **SMALL, "headWidth": 16, "qkvBias": True})
print("all within 1e-4" if worst < 1e-4 else f"NOT within 1e-4: {worst}")
sys.exit(0 if worst < 1e-4 else 1)
