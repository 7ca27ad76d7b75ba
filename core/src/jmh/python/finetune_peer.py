"""What fine-tuning competes with: PEFT and transformers on PyTorch. A GPT-2-small shape with random weights, LoRA r = 8 on the layers that
PEFT chooses (c_attn), its softmax head, bfloat16 autocast, 4 windows of 256 tokens, two threads.

Prints tokens per second of the median step and the greatest resident memory. Beside FineTuningBenchmark (core/src/jmh):
    mvn -q -Pbench -pl core process-classes exec:exec -Dargs="FineTuningBenchmark"
    python3 core/src/jmh/python/finetune_peer.py [STEPS]
"""

import resource
import statistics
import sys
import time

import torch
from peft import LoraConfig, get_peft_model
from transformers import GPT2Config, GPT2LMHeadModel

BATCH, WINDOW, TOKENS = 4, 256, 50_257
STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 8

torch.set_num_threads(2)
torch.manual_seed(1)
config = GPT2Config(n_layer=12, n_head=12, n_embd=768, vocab_size=TOKENS, n_positions=1024,
                    attn_pdrop=0.0, embd_pdrop=0.0, resid_pdrop=0.0)
model = get_peft_model(GPT2LMHeadModel(config), LoraConfig(r=8, lora_alpha=16, task_type="CAUSAL_LM"))
model.train()
trained = [p for p in model.parameters() if p.requires_grad]
optimiser = torch.optim.AdamW(trained, lr=2e-4, betas=(0.9, 0.95), weight_decay=0.1)
times = []
for step in range(STEPS):
    ids = torch.randint(0, TOKENS, (BATCH, WINDOW))
    start = time.perf_counter()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = model(input_ids=ids, labels=ids).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    times.append(time.perf_counter() - start)
seconds = statistics.median(times[2:])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
print(f"PEFT + transformers, PyTorch {torch.__version__}: {BATCH * WINDOW / seconds:.0f} tokens/s, peak {peak:.2f} GB, "
      f"{sum(p.numel() for p in trained):,} trained")
