#!/usr/bin/env python3
"""Which tag lies? Other methods on the same autoencoder, at the same rows.

    AttributionBenchmark --plant water --recording train.csv.gz --judged 1 --export FOLDER
    python attribution_peers.py FOLDER [--shap 60] [--arcana 720]

FOLDER holds the model and one line of JSON for each detected manipulation: the row of the alarm, normal rows, and the
tags that lie. Methods: raw reconstruction error, whitened error, KernelSHAP (package shap) and ARCANA (Roelofs et al.,
2021: min (1-a)/2 |x'-f(x')|^2 + a |x'-x|_1 by Adam, 400 steps; its a of .8 leaves lies of a few deviations where they are,
so --share .1 is the default), all on the dense autoencoder of the model. KernelSHAP explains the squared error.
"""
import argparse
import json
import struct
import time

import numpy as np


class Model:
    """The parts of a model file that belong to the dense autoencoder."""

    def __init__(self, path):
        data = open(path, "rb").read()
        assert data[:8] == b"SATMODEL"
        length = struct.unpack("<I", data[12:16])[0]
        header = json.loads(data[16 : 16 + length])
        self.tags = header["tags"]
        place = 16 + length
        arrays = {}
        for array in header["arrays"]:
            kind = np.float64 if array["type"] == "f64" else np.float32
            size = array["count"] * kind().itemsize
            arrays[array["name"]] = np.frombuffer(data[place : place + size], kind).astype(float)
            place += size
        count = len(self.tags)
        self.centre = arrays["unit0.centre"][:count]
        self.scale = arrays["unit0.inverseScale"][:count]
        self.used = ~np.array(header["units"][0]["constant"])
        self.layers = []
        inputs = -(-count // 16) * 16
        for index, layer in enumerate(header["units"][0]["dense"]["layers"]):
            weights = arrays[f"unit0.dense.{index}.weights"].reshape(layer["inputs"], -1)
            bias = arrays[f"unit0.dense.{index}.bias"]
            self.layers.append((weights, bias, layer["isRectified"]))
        self.width = inputs
        fine = max(header["units"][0]["decimals"])
        precision = arrays[f"unit0.decimals{fine}.denseError"].reshape(count, -1)[:, :count]
        self.precision = precision

    def standard(self, frames):
        z = np.clip((np.asarray(frames, float) - self.centre) * self.scale, -10, 10)
        return np.where(self.used, np.nan_to_num(z), 0)

    def forward(self, z):
        x = np.zeros((len(z), self.width))
        x[:, : z.shape[1]] = z
        masks = []
        for weights, bias, rectified in self.layers:
            x = x[:, : weights.shape[0]] @ weights + bias
            masks.append(x > 0 if rectified else None)
            if rectified:
                x = np.maximum(x, 0)
        return x[:, : z.shape[1]], masks

    def back(self, gradient, masks):
        g = np.zeros((len(gradient), self.layers[-1][0].shape[1]))
        g[:, : gradient.shape[1]] = gradient
        for (weights, _, rectified), mask in zip(reversed(self.layers), reversed(masks)):
            if rectified:
                g = g * mask
            g = g @ weights.T
            padded = np.zeros((len(g), -(-g.shape[1] // 16) * 16))
            padded[:, : g.shape[1]] = g
            g = padded
        return g[:, : gradient.shape[1]]

    def energy(self, z):
        return np.square(z - self.forward(z)[0]).sum(axis=1)


def arcana(model, z, share, steps=400, rate=0.01):
    moved = z.copy()
    first, second = np.zeros_like(z), np.zeros_like(z)
    for step in range(1, steps + 1):
        output, masks = model.forward(moved[None])
        error = moved[None] - output
        gradient = (1 - share) * (error - model.back(error, masks))[0] + share * np.sign(moved - z)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        moved = moved - rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        moved[~model.used] = z[~model.used]
    return np.abs(moved - z)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--shap", type=int, default=60, help="manipulations of each kind that KernelSHAP explains")
    parser.add_argument("--arcana", type=int, default=720, help="manipulations of each kind that ARCANA explains")
    parser.add_argument("--samples", type=int, default=2048, help="evaluations of KernelSHAP per row and background row")
    parser.add_argument("--share", type=float, default=0.1, help="ARCANA's weight of the change's size")
    options = parser.parse_args()
    model = Model(options.folder + "/model.satmodel")
    cases = [json.loads(line) for line in open(options.folder + "/cases.jsonl")]
    normals = model.standard(json.load(open(options.folder + "/normals.json")))
    kernel = None
    if options.shap:
        import shap

        kernel = shap.KernelExplainer(model.energy, shap.kmeans(normals, 10))
    tally, seconds, counts = {}, {}, {}
    for case in cases:
        z = model.standard([case["frame"]])
        counts[case["kind"]] = counts.get(case["kind"], 0) + 1
        number = counts[case["kind"]]
        error = z - model.forward(z)[0]
        methods = {
            "raw error": lambda: np.abs(error[0]),
            "whitened error": lambda: np.abs(error[0] @ model.precision) / np.sqrt(np.maximum(np.diag(model.precision), 1e-12)),
        }
        if number <= options.arcana:
            methods["ARCANA"] = lambda: arcana(model, z[0], options.share)
        if kernel is not None and number <= options.shap:
            methods["KernelSHAP"] = lambda: kernel.shap_values(z[0], nsamples=options.samples, silent=True)
        for name, method in methods.items():
            begin = time.perf_counter()
            ranking = np.argsort(-np.asarray(method()).ravel(), kind="stable")
            seconds.setdefault(name, []).append(time.perf_counter() - begin)
            truth = set(case["tags"])
            hit1 = ranking[0] in truth
            hit3 = truth <= set(ranking[:3].tolist())
            for kind in (case["kind"], "all"):
                entry = tally.setdefault((name, kind), [0, 0, 0])
                entry[0] += 1
                entry[1] += hit1
                entry[2] += hit3
    print("method", "kind", "rows", "Hit@1", "Hit@3", "ms p50", "ms p95", sep="\t")
    for (name, kind), (count, hit1, hit3) in tally.items():
        times = np.array(seconds[name]) * 1000
        print(name, kind, count, f"{hit1 / count:.3f}", f"{hit3 / count:.3f}", f"{np.median(times):.2f}", f"{np.quantile(times, .95):.2f}", sep="\t")


if __name__ == "__main__":
    main()
