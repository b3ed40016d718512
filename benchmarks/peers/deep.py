# SPDX-License-Identifier: Apache-2.0
"""ONNX Runtime, PyTorch and neuralforecast."""

import logging
import os
import warnings

import numpy as np

from common import main


def serve(value, file, x):
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    session = ort.InferenceSession(
        file.astype("i1").tobytes(), options, providers=["CPUExecutionProvider"]
    )
    window = x.astype("f4").reshape(1, 60, 16)
    return {"onnxruntime": lambda: session.run(["y"], {"x": window})[0].ravel()}


def series(value, y):
    os.environ["CUDA_VISIBLE_DEVICES"] = ""
    import pandas as pd
    import torch
    from neuralforecast import NeuralForecast
    from neuralforecast.models import LSTM

    torch.set_num_threads(1)
    warnings.filterwarnings("ignore")
    for name in ("pytorch_lightning", "lightning.pytorch", "neuralforecast"):
        logging.getLogger(name).setLevel(logging.ERROR)
    frame = pd.DataFrame(
        {"unique_id": "y", "ds": pd.date_range("2020-01-01", periods=len(y), freq="D"), "y": y}
    )
    quiet = dict(logger=False, enable_progress_bar=False, enable_model_summary=False)
    model = LSTM(
        h=12, input_size=60, encoder_n_layers=2, encoder_hidden_size=64, max_steps=2,
        accelerator="cpu", enable_checkpointing=False, **quiet,
    )
    nf = NeuralForecast(models=[model], freq="D")
    nf.fit(frame)
    return {"neuralforecast": lambda: [np.isfinite(nf.predict(frame)["LSTM"]).sum()]}


def step(value, seed):
    import torch
    from torch import nn

    torch.set_num_threads(1)
    torch.manual_seed(1)

    class Recurrent(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(5, 50, batch_first=True)
            self.head = nn.Linear(50, 1)

        def forward(self, x):
            return self.head(self.lstm(x)[0][:, -1])

    class Attentive(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed = nn.Linear(5, 128)
            self.position = nn.Parameter(0.02 * torch.randn(1, 120, 128))
            layer = nn.TransformerEncoderLayer(
                128, 8, 512, 0.1, activation="gelu", batch_first=True, norm_first=True
            )
            norm = nn.LayerNorm(128)
            self.encoder = nn.TransformerEncoder(layer, 4, norm=norm, enable_nested_tensor=False)
            self.drop = nn.Dropout(0.1)
            self.head = nn.Linear(128, 1)

        def forward(self, x):
            tokens = self.drop(self.embed(x) + self.position)
            return self.head(self.drop(self.encoder(tokens)[:, -1]))

    length = 60 if value == "lstm50" else 120
    model = (Recurrent() if value == "lstm50" else Attentive()).train()
    data = torch.randn(4 * 32 + length, 5)
    windows = data.unfold(0, length, 1).transpose(1, 2)[: 4 * 32].contiguous()
    labels = data[length:, :1].contiguous()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.0)
    order = torch.randperm(4 * 32)
    taken = [0]

    def one():
        at = 32 * (taken[0] % 4)
        taken[0] += 1
        chosen = order[at : at + 32]
        optimizer.zero_grad()
        loss = ((model(windows[chosen]) - labels[chosen]) ** 2).mean()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        return [float(np.isfinite(loss.item()))]

    return {"pytorch": one}


if __name__ == "__main__":
    main({"serve": serve, "series": series, "step": step})
