"""PyTorch on the CPU trains what `fnn bench train` trains: the same networks, batches and data, Adam with rate 0.001.

Prints one JSON object a case: the seconds of the best epoch and of the middle one after a first one. README.md beside this file says how to run it.
"""
import argparse
import gzip
import json
import os
import statistics
import struct
import time

import numpy as np
import torch
import torch.nn as nn


def mlp():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))


def lenet5():
    return nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def tiny():
    return nn.Sequential(nn.Linear(4, 32), nn.Tanh(), nn.Linear(32, 16), nn.Tanh(), nn.Linear(16, 4))


def batchnorm_convnet():
    return nn.Sequential(nn.Conv2d(1, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Conv2d(16, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Flatten(), nn.Linear(32 * 7 * 7, 10))


class Recurrent(nn.Module):
    """The rows of an image as steps, of which the last hidden state is classified. Steps first: batch_first is a little slower."""

    def __init__(self, layer):
        super().__init__()
        self.layer, self.output = layer, nn.Linear(layer.hidden_size, 10)

    def forward(self, x):
        return self.output(self.layer(x.squeeze(1).transpose(0, 1).contiguous())[0][-1])


def lstm():
    return Recurrent(nn.LSTM(28, 128))


def gru():
    return Recurrent(nn.GRU(28, 128))


class Encoder(nn.Module):
    """The rows of an image as steps, through one layer of a transformer's encoder."""

    def __init__(self):
        super().__init__()
        self.embedding, self.output = nn.Linear(28, 64), nn.Linear(28 * 64, 10)
        self.layer = nn.TransformerEncoderLayer(64, 4, dim_feedforward=128, dropout=0.0, batch_first=True)
        angle = torch.arange(28).unsqueeze(1) / 10000 ** (torch.arange(0, 64, 2) / 64)
        self.register_buffer("positions", torch.stack([angle.sin(), angle.cos()], 2).reshape(28, 64))

    def forward(self, x):
        return self.output(self.layer(self.embedding(x.squeeze(1)) + self.positions).flatten(1))


NETWORKS = {"mlp": mlp, "lenet5": lenet5, "tiny": tiny, "batchnorm-convnet": batchnorm_convnet, "lstm": lstm, "gru": gru, "attention": Encoder}


def idx(folder, name):
    """The numbers of an IDX file, plain or gzip, in a folder or its subfolder mnist."""
    for place in (folder, os.path.join(folder, "mnist")):
        for path, read in ((os.path.join(place, name), open), (os.path.join(place, name + ".gz"), gzip.open)):
            if os.path.exists(path):
                with read(path, "rb") as file:
                    raw = file.read()
                rank = raw[3]
                return np.frombuffer(raw, np.uint8, offset=4 + 4 * rank).reshape(struct.unpack(">" + "I" * rank, raw[4:4 + 4 * rank]))
    raise SystemExit(f"{name} was not found in {folder}, neither plain nor as .gz; name the folder of MNIST with --data-dir or FNN_DATA.")


def images(folder):
    """MNIST's training images as 60,000 x 1 x 28 x 28 in [0, 1]."""
    x = torch.tensor(idx(folder, "train-images-idx3-ubyte")).float().div_(255).unsqueeze(1)
    return x, torch.tensor(idx(folder, "train-labels-idx1-ubyte")).long()


def points():
    """10,000 points of four normal numbers; the class says whether the first is positive, and whether the product of the next two is."""
    x = torch.randn(10000, 4, generator=torch.Generator().manual_seed(1))
    return x, (x[:, 0] > 0).long() * 2 + (x[:, 1] * x[:, 2] > 0).long()


def epochs_of(make, batch, x, y, epochs):
    """The seconds of each epoch."""
    torch.manual_seed(0)
    model, loss = make(), nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    for _ in range(epochs):
        start = time.perf_counter()
        order = torch.randperm(len(x))
        for i in range(0, len(x) - batch + 1, batch):
            rows = order[i:i + batch]
            value = loss(model(x[rows]), y[rows])
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
        yield time.perf_counter() - start


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--data-dir", default=os.environ.get("FNN_DATA", "."))
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--epochs", type=int, default=5, help="after the first one")
    args.add_argument("--case", default="mlp-b128,mlp-b32,lenet5-b128,tiny-b64,batchnorm-convnet-b128,lstm-b128,gru-b128,attention-b128")
    a = args.parse_args()
    torch.set_num_threads(a.threads)
    for case in a.case.split(","):
        network, batch = case.split("-b")
        x, y = points() if network == "tiny" else images(a.data_dir)
        first, *rest = epochs_of(NETWORKS[network], int(batch), x, y, a.epochs + 1)
        steps = len(x) // int(batch)
        print(json.dumps({"case": case, "threads": a.threads, "steps per epoch": steps, "best epoch": min(rest), "median epoch": statistics.median(rest), "first epoch": first,
                          "samples per second": steps * int(batch) / min(rest), "torch": torch.__version__}), flush=True)


main()
