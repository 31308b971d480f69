"""Latency of lone 128-byte puts into a three-node etcd cluster on loopback, synced to disk: a crash-only peer.

Starts its own cluster in a folder that it makes, and stops it. Needs Debian's etcd-server and PyPI's etcd3 with
protobuf<4. Prints one JSON object: milliseconds at p50 and p99, and puts per second.

    python etcd_latency.py --folder FOLDER --count 500
"""

import argparse
import json
import os
import shutil
import subprocess
import time

import etcd3


def start(folder, base):
    names = [f"n{i}" for i in range(3)]
    cluster = ",".join(f"{n}=http://127.0.0.1:{base + 10 * i + 1}" for i, n in enumerate(names))
    processes = []
    for i, name in enumerate(names):
        client, peer = f"http://127.0.0.1:{base + 10 * i}", f"http://127.0.0.1:{base + 10 * i + 1}"
        processes.append(
            subprocess.Popen(
                ["etcd", "--name", name, "--data-dir", os.path.join(folder, name), "--listen-client-urls", client,
                 "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
                 "--initial-cluster", cluster, "--initial-cluster-state", "new"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={**os.environ, "ETCD_UNSUPPORTED_ARCH": os.uname().machine}))
    return processes


def connected(base):
    for attempt in range(200):
        try:
            client = etcd3.client(host="127.0.0.1", port=base, timeout=5)
            client.put("warm", "up")
            return client
        except Exception:
            time.sleep(0.1)
    raise SystemExit("etcd did not start")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--port", type=int, default=23790)
    arguments = parser.parse_args()
    folder = os.path.join(arguments.folder, "etcd")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    processes = start(folder, arguments.port)
    try:
        client = connected(arguments.port)
        payload = "x" * 128
        for number in range(50):
            client.put(f"warm{number}", payload)
        taken = []
        for number in range(arguments.count):
            begin = time.perf_counter()
            client.put(f"key{number}", payload)
            taken.append(time.perf_counter() - begin)
        taken.sort()
        print(json.dumps({
            "peer": "etcd", "nodes": 3, "count": len(taken),
            "p50_ms": 1e3 * taken[len(taken) // 2], "p99_ms": 1e3 * taken[int(len(taken) * 0.99)],
            "per_second": len(taken) / sum(taken)}))
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
