#!/usr/bin/env python3
"""Checks the record of a run of Functional.NN, with nothing of Functional.NN: python3 check_record.py RUN

It reads the folder as docs/experiments.md describes it. Checked are the hash of the experiment, that of the data's parts, the hash chain over every line of the log,
the state hash of every epoch, every tensor of every saved state, and theta at the end. That the numbers were computed rightly it cannot say: fnn verify run computes them again.
"""
import hashlib
import json
import struct
import sys
from pathlib import Path


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else part.encode())
    return digest.hexdigest()


def of_blocks(blocks):
    """The hash of named hashes: of each its name, a zero byte, and the 32 bytes; sorted by the UTF-16 units of the names."""
    names = sorted(blocks, key=lambda name: name.encode("utf-16-be"))
    return sha256(*(part for name in names for part in (name, b"\0", bytes.fromhex(blocks[name]))))


def lines_of(path):
    """The whole lines; what stands behind the last line feed was torn by a process that was killed."""
    return path.read_bytes().decode().split("\n")[:-1]


def after(chain):
    """What the next part of the chain begins with."""
    return hashlib.sha256((chain + "\n").encode())


def check_log(lines, start):
    """The chain over the lines, and the epochs: their number, steps and blocks."""
    chain, since, epochs = start, after(start), []
    for number, line in enumerate(lines, 1):
        entry = json.loads(line)
        if "epoch" in entry:
            text = line[line.index('"result":') + len('"result":'):line.rindex(',"seconds":')]
            since.update((text + "\n").encode())
            chain = since.hexdigest()
            since = after(chain)
            expect(chain == entry["chain sha256"], f"log.jsonl, line {number}: the hash chain does not hold")
            expect(of_blocks(entry["result"]["blocks"]) == entry["result"]["state sha256"], f"log.jsonl, line {number}: the state's hash is not that of its blocks")
            epochs.append(entry["result"])
        elif "saved" in entry:
            expect(since.hexdigest() == entry["since sha256"], f"log.jsonl, line {number}: the steps before are not what was written")
        else:
            hashed = line[:line.rindex(',"check":')] + "}"
            since.update((hashed + "\n").encode())
            expect(since.hexdigest()[:8] == entry["check"], f"log.jsonl, line {number}: the line is not what was written")
    return chain, epochs


def tensors_of(path):
    """The metadata and the tensors' bytes of a safetensors file."""
    content = path.read_bytes()
    length = struct.unpack("<Q", content[:8])[0]
    header, data = json.loads(content[8:8 + length]), content[8 + length:]
    metadata = header.pop("__metadata__")
    return metadata, {name: data[slice(*entry["data_offsets"])] for name, entry in header.items()}


def check_checkpoint(path, epochs):
    metadata, tensors = tensors_of(path)
    expect(sha256(metadata["run"]) == metadata["run sha256"], f"{path.name}: the description of the run is damaged")
    run = json.loads(metadata["run"])
    blocks = next((epoch["blocks"] for epoch in epochs if epoch["step"] == run["train"]["step"] and not run["place"]), {})
    for name, content in tensors.items():
        expect(sha256(content) == run["tensor sha256"][name], f"{path.name}: the tensor {name} is damaged")
        expect(blocks.get(name, run["tensor sha256"][name]) == sha256(content), f"{path.name}: the tensor {name} is not that of the log")
    layout = run["layouts"][run["train"]["theta"]]
    return run["train"]["step"], sha256(*(tensors["theta." + block["path"]] for block in layout))


def expect(right, sentence):
    if not right:
        sys.exit(sentence)


def main(folder):
    header = json.loads((folder / "run.json").read_text())
    expect(sha256((folder / "experiment.json").read_bytes()) == header["experiment sha256"], "experiment.json is not what the run was begun with")
    expect(of_blocks(header["data"]) == header["data sha256"], "run.json: the hash of the data is not that of their parts")
    chain, epochs = check_log(lines_of(folder / "log.jsonl"), sha256(header["experiment sha256"] + "\n", header["data sha256"] + "\n"))
    thetas = dict(check_checkpoint(path, epochs) for path in sorted((folder / "checkpoints").glob("*.safetensors")))
    result = json.loads((folder / "result.json").read_text()) if (folder / "result.json").exists() else None
    if result:
        expect(chain == result["chain sha256"], "result.json: the chain is not that of the log")
        if result["best epoch"] is None and result["steps"] in thetas:
            expect(thetas[result["steps"]] == result["theta sha256"], "result.json: theta is not that of the last saved state")
    print(f"{len(epochs)} epochs, {len(thetas)} saved states: every hash is right\nchain sha256: {chain}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
