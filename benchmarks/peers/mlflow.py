# SPDX-License-Identifier: Apache-2.0
"""MLflow's own client against the server of QUANTML_BENCH_MLFLOW."""

import math
import os
import sys
import time

from common import main

# This file has the library's name: its directory must not be searched for it.
sys.path.pop(0)

import mlflow  # noqa: E402

KEYS = 10


def client_and_run():
    uri = os.environ.get("QUANTML_BENCH_MLFLOW")
    if uri is None:
        raise ImportError("no server: QUANTML_BENCH_MLFLOW is not set")
    mlflow.set_tracking_uri(uri)
    mlflow.set_experiment("bench")
    client = mlflow.MlflowClient()
    experiment = client.get_experiment_by_name("bench").experiment_id
    return client, lambda: client.create_run(experiment).info.run_id


def metric(i):
    now = int(time.time() * 1000)
    return mlflow.entities.Metric(f"m{i % KEYS}", math.sqrt(i), now, i // KEYS)


def flushed_points(value, count):
    client, new_run = client_and_run()
    n = int(count[0])

    def batches(size):
        run = new_run()
        for start in range(0, n, size):
            client.log_batch(run, metrics=[metric(i) for i in range(start, min(n, start + size))])
        return [n]

    def one_by_one():
        run = new_run()
        for i in range(n):
            client.log_metric(run, f"m{i % KEYS}", math.sqrt(i), step=i // KEYS)
        return [n]

    peers = {"log_batch_1000": lambda: batches(1000)}
    if n <= 2000:  # these take hours at 100,000
        peers["log_batch_per_step"] = lambda: batches(KEYS)
        peers["log_metric"] = one_by_one
    return peers


def told_points(value, count):
    client, new_run = client_and_run()
    n = int(count[0])
    run = new_run()

    def queued():
        for i in range(n):
            client.log_metric(
                run, f"m{i % KEYS}", math.sqrt(i), step=i // KEYS, synchronous=False
            )
        return [n]

    return {"log_metric_async": queued}


if __name__ == "__main__":
    main({"flushed_points": flushed_points, "told_points": told_points})
    # What was queued and not timed would be sent before a usual end, for minutes.
    sys.stdout.flush()
    os._exit(0)
