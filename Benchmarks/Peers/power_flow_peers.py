"""Times pandapower and lightsim2grid on the cases and load changes of PowerFlowBenchmark.

Usage: python power_flow_peers.py path/to/PowerFlowBenchmark folder-with-case-files
Runs the Swift benchmark in the same run and prints, per case, each solver's median and the ratio.
"""
import json
import statistics
import subprocess
import sys
import time
import warnings

import numpy as np
import pandapower as pp
import pandapower.networks as networks


warnings.filterwarnings("ignore")


def factor(round):
    return 1 + 0.01 * ((round * 37) % 21 - 10) / 10


def median_microseconds(work, rounds):
    for round in range(5):
        work(round)
    samples = []
    for round in range(rounds):
        start = time.perf_counter()
        work(round)
        samples.append((time.perf_counter() - start) * 1e6)
    return statistics.median(samples)


def pandapower_peer(make, rounds=200):
    net = make()
    p, q = net.load.p_mw.values.copy(), net.load.q_mvar.values.copy()
    pp.runpp(net)

    def work(round, **options):
        net.load.p_mw = p * factor(round)
        net.load.q_mvar = q * factor(round)
        pp.runpp(net, init="results", calculate_voltage_angles=True, tolerance_mva=1e-6, **options)

    plain = median_microseconds(work, rounds)
    recycle = dict(bus_pq=True, trafo=False, gen=False)
    kept = median_microseconds(lambda round: work(round, recycle=recycle), rounds)
    core = net._ppc["et"] * 1e6
    return {"pandapower": plain, "pandapower, recycle": kept, "pandapower, Newton core alone": core}


def lightsim_peer(make, rounds=2000):
    from lightsim2grid.gridmodel import init_from_pandapower

    net = make()
    pp.runpp(net)
    model = init_from_pandapower(net)
    voltages = np.ones(len(net.bus), dtype=complex)
    voltages = model.ac_pf(voltages, 10, 1e-8)
    p, q = net.load.p_mw.values.copy(), net.load.q_mvar.values.copy()
    count = len(p)
    changed = np.ones(count, dtype=bool)
    state = {"v": voltages}

    def work(round):
        model.update_loads_p(changed, (p * factor(round)).astype(np.float32))
        model.update_loads_q(changed, (q * factor(round)).astype(np.float32))
        state["v"] = model.ac_pf(state["v"], 10, 1e-8)

    return {"lightsim2grid": median_microseconds(work, rounds)}


def pandapower_estimation(make, rounds=50):
    import pandapower.estimation as estimation

    net = make()
    pp.runpp(net)
    for bus in net.bus.index:
        pp.create_measurement(net, "v", "bus", net.res_bus.vm_pu[bus], 0.004, bus)
        pp.create_measurement(net, "p", "bus", net.res_bus.p_mw[bus], 1, bus)
        pp.create_measurement(net, "q", "bus", net.res_bus.q_mvar[bus], 1, bus)
    for kind, side in (("line", "from"), ("trafo", "hv")):
        results = net[f"res_{kind}"]
        for element in results.index:
            pp.create_measurement(net, "p", kind, results[f"p_{side}_mw"][element], 0.8, element, side=side)
            pp.create_measurement(net, "q", kind, results[f"q_{side}_mvar"][element], 0.8, element, side=side)
    return {"pandapower, estimation": median_microseconds(
        lambda round: estimation.estimate(net, init="results" if round else "flat", tolerance=1e-8), rounds)}


def main():
    benchmark, folder = sys.argv[1:3]
    lines = subprocess.run(
        [benchmark, f"{folder}/case14.m", f"{folder}/case118.m", "--feeder", f"{folder}/case33bw.m"],
        check=True, capture_output=True, text=True).stdout.splitlines()
    own = {}
    for line in map(json.loads, lines):
        kind = "estimation" if line["what"].startswith("state estimation") else line["what"]
        own[line["case"], kind] = line["median_us"]
    for name, key, make in (
        ("case14", "power flow, warm", networks.case14),
        ("case118", "power flow, warm", networks.case118),
        ("case33bw", "feeder sweeps, warm", networks.case33bw),
    ):
        peers = pandapower_peer(make)
        try:
            peers |= lightsim_peer(make)
        except Exception as error:  # a peer that cannot load a case is told, not hidden
            print(f"{name}: lightsim2grid did not run: {error}")
        for peer, microseconds in peers.items():
            print(f"{name}: ours {own[name, key]:.2f} us, {peer} {microseconds:.1f} us, "
                  f"ratio {microseconds / own[name, key]:.1f}")
    for peer, microseconds in pandapower_estimation(networks.case14).items():
        ours = own["case14", "estimation"]
        print(f"case14: ours {ours:.2f} us, {peer} {microseconds:.1f} us, ratio {microseconds / ours:.1f}")


main()
