# SPDX-License-Identifier: Apache-2.0
"""Studies in Optuna: what they cost, and what they miss: `tuner.py regrets FIRST SEEDS TRIALS NAMES`."""

import math
import statistics
import sys

ALPHA = [1, 1.2, 3, 3.2]
A = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
]
P = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]


def branin(trial):
    x = trial.suggest_float("x0", -5, 10)
    y = trial.suggest_float("x1", 0, 15)
    q = y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6
    return q * q + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10 - 0.39788735772973816


def hartmann(trial):
    x = [trial.suggest_float(f"x{j}", 0, 1) for j in range(6)]
    return 3.32236801141551 - sum(
        alpha * math.exp(-sum(a * (v - p) ** 2 for a, v, p in zip(row, x, centre)))
        for alpha, row, centre in zip(ALPHA, A, P)
    )


def sphere(trial):
    return sum((trial.suggest_float(f"x{i}", -5, 5) - 1) ** 2 for i in range(5))


def mixed(trial):
    rate = math.log10(trial.suggest_float("rate", 1e-5, 1e-1, log=True)) + 2.7
    layers = abs(trial.suggest_int("layers", 1, 8) - 3)
    hidden = math.log2(trial.suggest_int("hidden", 8, 512, log=True) / 90)
    cell = {"r": 0.5 * layers, "p": 0.3}.get(trial.suggest_categorical("cell", list("pqrs")), 0.8)
    dropout = abs(trial.suggest_float("dropout", 0, 0.5, step=0.05) - 0.15)
    return rate * rate + 0.3 * layers + 0.3 * hidden * hidden + cell + 4 * dropout


def cube(trial, n, low, high):
    return [trial.suggest_float(f"x{i}", low, high) for i in range(n)]


def ackley(trial):
    x = cube(trial, 5, -4, 8)
    root = math.sqrt(sum(v * v for v in x) / 5)
    waves = sum(math.cos(2 * math.pi * v) for v in x) / 5
    return 20 * (1 - math.exp(-0.2 * root)) + math.e - math.exp(waves)


def levy(trial):
    w = [1 + (v - 1) / 4 for v in cube(trial, 4, -10, 10)]
    inner = sum((v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1])
    last = (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)
    return math.sin(math.pi * w[0]) ** 2 + inner + last


def rosenbrock(trial):
    x = cube(trial, 4, -2, 2)
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


FUNCTIONS = {
    "branin": branin,
    "hartmann6": hartmann,
    "sphere5": sphere,
    "mixed5": mixed,
    "ackley5": ackley,
    "levy4": levy,
    "rosenbrock4": rosenbrock,
}


def samplers(seed):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    made = optuna.samplers
    return {
        "tpe": lambda: made.TPESampler(seed=seed, multivariate=True),
        "tpeUnivariate": lambda: made.TPESampler(seed=seed, multivariate=False),
        "cmaEs": lambda: made.CmaEsSampler(seed=seed),
        "sobol": lambda: made.QMCSampler(seed=seed, qmc_type="sobol", scramble=True),
        "random": lambda: made.RandomSampler(seed=seed),
    }


def run(function, sampler, trials):
    import optuna

    study = optuna.create_study(sampler=sampler)
    study.optimize(function, n_trials=trials)
    return study


def study(value, shape):
    make = samplers(1)[value]

    def with_optuna():
        made = run(sphere, make(), int(shape[0]))
        return [len(made.trials), len(made.best_params)]

    return {"optuna": with_optuna}


def regrets(first, seeds, trials, names):
    for name in samplers(0):
        medians = [
            statistics.median(
                run(FUNCTIONS[function], samplers(seed)[name](), trials).best_value
                for seed in range(first, first + seeds)
            )
            for function in names
        ]
        print(name, *medians, flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "regrets":
        import warnings

        warnings.simplefilter("ignore")
        regrets(*map(int, sys.argv[2:5]), sys.argv[5].split(","))
    else:
        from common import main

        main({"study": study})
