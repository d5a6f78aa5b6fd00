"""Runs `fnn bench train` and PyTorch alternately on this machine and prints a table: of each side the median of its best epochs, and their ratio.

    python3 bench/peers/side_by_side.py --data-dir DIR --threads 2 --runs 3

Needs nothing but Python; README.md beside this file says how PyTorch gets onto the machine.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CLI = os.path.join(ROOT, "src", "Functional.NN.Cli")
MKL = ("/usr/lib/x86_64-linux-gnu/libmkl_rt.so", "/opt/intel/oneapi/mkl/latest/lib/libmkl_rt.so.2")


def environment_of_torch(threads):
    """The best that was found for Debian's PyTorch: MKL in place of its BLAS, with the threads of the one OpenMP runtime that PyTorch uses itself."""
    environment = {name: value for name, value in os.environ.items() if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "LD_PRELOAD")}
    environment["OMP_NUM_THREADS"] = str(threads)
    mkl = next((path for path in MKL if os.path.exists(path)), None)
    if mkl:
        environment.update(LD_PRELOAD=f"libgomp.so.1 {mkl}", MKL_THREADING_LAYER="GNU")
    return environment, mkl


def measured(command, environment, case):
    """The object of one case among the lines of JSON that a command prints."""
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return next(line for line in map(json.loads, done.stdout.splitlines()) if line["case"] == case)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--data-dir", default=os.environ.get("FNN_DATA"), help="the folder of MNIST; FNN_DATA unless told")
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--epochs", type=int, default=5, help="epochs of a run after its first one; the best counts")
    args.add_argument("--runs", type=int, default=3, help="how many runs of each side")
    args.add_argument("--case", default="mlp-b128,mlp-b32,lenet5-b128,tiny-b64,batchnorm-convnet-b128,lstm-b128,gru-b128,attention-b128")
    args.add_argument("--python", default="/usr/bin/python3", help="the Python that has torch")
    a = args.parse_args()
    cases = a.case.split(",")
    if not a.data_dir and any(not case.startswith("tiny") for case in cases):
        args.error("name the folder of MNIST with --data-dir or FNN_DATA: both sides must train on the same images")

    subprocess.run(["dotnet", "build", "-c", "Release", "-v", "quiet", "--nologo", CLI], check=True, stdout=sys.stderr)
    environment, mkl = environment_of_torch(a.threads)
    common = ["--threads", str(a.threads), "--epochs", str(a.epochs)] + (["--data-dir", a.data_dir] if a.data_dir else [])
    ours = ["dotnet", os.path.join(CLI, "bin", "Release", "net10.0", "fnn.dll"), "bench", "train", "--json", *common]
    torch = [a.python, os.path.join(HERE, "torch_train.py"), *common]

    print(f"best of {a.epochs} epochs, median of {a.runs} alternating runs, {a.threads} threads; torch with {mkl or 'its own BLAS'}\n")
    print("| case | steps | Functional.NN s/epoch | PyTorch s/epoch | ratio | worst and best ratio of a run |\n|---|---|---|---|---|---|", flush=True)
    for case in cases:
        runs = [(measured([*ours, "--case", case], os.environ, case), measured([*torch, "--case", case], environment, case)) for _ in range(a.runs)]
        if any(us["steps per epoch"] != them["steps per epoch"] or us.get("synthetic") for us, them in runs):
            raise SystemExit(f"{case}: the two sides did not train on the same number of steps of the same data")
        us, them = (statistics.median(side["best epoch"] for side in sides) for sides in zip(*runs))
        ratios = [them["best epoch"] / us["best epoch"] for us, them in runs]
        print(f"| {case} | {runs[0][0]['steps per epoch']} | {us:.4f} | {them:.4f} | {them / us:.2f} | {min(ratios):.2f} – {max(ratios):.2f} |", flush=True)


main()
