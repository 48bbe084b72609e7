"""paths_numba.py WORKDIR [--generator]: Monte Carlo paths as a good user writes them in numba, one thread.

GBM in log space with the largest drawdown; normals by np.random.standard_normal, or with --generator by a
Generator(SFC64) that is handed in (a ziggurat, about nine times as fast). The stationary bootstrap draws start and
length of a block at once. Every peer draws its own numbers, so means are compared within five standard errors.
"""

import math
import sys

import numba
import numpy as np
from protocol import Inputs, refuse, serve

fast_loop = numba.njit(nogil=True, boundscheck=False, fastmath=False, error_model="numpy")


@fast_loop
def gbm(paths, steps, drift, volatility, terminal, drawdown):
    for p in range(paths):
        x = peak = worst = 0.0
        for _ in range(steps):
            x += drift + volatility * np.random.standard_normal()
            peak = max(peak, x)
            worst = max(worst, peak - x)
        terminal[p] = math.exp(x)
        drawdown[p] = math.exp(-worst) - 1


@fast_loop
def gbm_generator(paths, steps, drift, volatility, generator, terminal, drawdown):
    for p in range(paths):
        x = peak = worst = 0.0
        for _ in range(steps):
            x += drift + volatility * generator.standard_normal()
            peak = max(peak, x)
            worst = max(worst, peak - x)
        terminal[p] = math.exp(x)
        drawdown[p] = math.exp(-worst) - 1


@fast_loop
def bootstrap(paths, steps, returns, mean_block, terminal, drawdown):
    count = len(returns)
    for p in range(paths):
        x = peak = worst = 0.0
        done = 0
        while done < steps:
            i = np.random.randint(0, count)
            length = min(np.random.geometric(1 / mean_block), steps - done)
            done += length
            for _ in range(length):
                x += returns[i]
                i += 1
                if i == count:
                    i = 0
                peak = max(peak, x)
                worst = max(worst, peak - x)
        terminal[p] = math.exp(x)
        drawdown[p] = math.exp(-worst) - 1


def sigmas(values, mean, error):
    """Distance of two independent means, in standard errors of the difference."""
    return abs(values.mean() - mean) / math.hypot(error, values.std() / math.sqrt(len(values)))


def main():
    inputs = Inputs(sys.argv[1])
    generator = "--generator" in sys.argv[2:]
    steps = inputs["steps"]
    paths = min(inputs["paths"], 40_000)  # a slow peer is timed on fewer; the time per path-step is compared
    terminal, drawdown = np.empty(paths), np.empty(paths)
    if inputs["model"] == "gbm":
        drift, volatility = inputs["drift_step"], inputs["volatility_step"]
        if generator:
            source = np.random.Generator(np.random.SFC64(1))

            def run():
                gbm_generator(paths, steps, drift, volatility, source, terminal, drawdown)
        else:
            def run():
                gbm(paths, steps, drift, volatility, terminal, drawdown)
    elif inputs["model"] == "stationary_bootstrap":
        paths = min(paths, 8_000)
        terminal, drawdown = terminal[:paths], drawdown[:paths]
        returns = inputs.array("returns")

        def run():
            bootstrap(paths, steps, returns, inputs["mean_block"], terminal, drawdown)
    else:
        refuse(f"no kernel for {inputs['model']}")
    run()
    expected = inputs["expected"]
    verified = {name: sigmas(values, expected[f"mean_{name}"], expected[f"mean_{name}_se"])
                for name, values in (("terminal", terminal), ("drawdown", drawdown))}
    for name, value in verified.items():
        if value > 5:
            refuse(f"mean {name}: {value:.1f} standard errors from the engine's")
    normals = "Generator(SFC64)" if generator else "np.random"
    serve(run, float(paths) * steps, {"peer": f"numba {numba.__version__}, {normals}", "verified": verified})


if __name__ == "__main__":
    main()
