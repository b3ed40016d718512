# SPDX-License-Identifier: Apache-2.0
"""Looks at what `mlflow run` left on a server; called by .ci/check-mlflow.

check_mlflow.py NAME: the runs of each entry point ended as they should, the newest version of NAME carries
the aliases of production, and Python says of its sequences what Java said, to 1e-6.
"""

import json
import sys

import mlflow
import numpy as np
from mlflow import MlflowClient


def main(name):
    client = MlflowClient()
    runs = {}
    for run in client.search_runs(["0"]):
        ended = run.data.tags["mlflow.project.entryPoint"], run.info.status
        assert ended not in runs, ended
        runs[ended] = run
    assert set(runs) == {
        ("train", "FINISHED"),
        ("deploy", "FINISHED"),
        ("train", "FAILED"),
    }, set(runs)
    assert "no bars of it" in runs["train", "FAILED"].data.tags["quantml.error"]
    model = client.get_registered_model(name)
    newest = max(int(v.version) for v in client.search_model_versions(f"name='{name}'"))
    aliases = {alias: int(version) for alias, version in model.aliases.items()}
    assert aliases == {"champion": newest, "production": newest}, aliases

    train = runs["train", "FINISHED"]
    assert train.data.params["epochs"] == "2", train.data.params
    losses = client.get_metric_history(train.info.run_id, "train_loss")
    assert [m.step for m in losses] == [0, 1], losses
    assert len(train.inputs.dataset_inputs) == 1
    file = mlflow.artifacts.download_artifacts(
        run_id=train.info.run_id, artifact_path="check/sequences.json"
    )
    with open(file) as opened:
        check = json.load(opened)
    sequences = np.array(check["inputs"], dtype=np.float32).reshape(check["shape"])
    wanted = np.array(check["outputs"])
    for uri in (f"models:/{name}/latest", f"models:/{name}@champion"):
        loaded = mlflow.pyfunc.load_model(uri)
        said = np.asarray(loaded.predict(sequences)["y"]).reshape(wanted.shape)
        worst = float(np.max(np.abs(said - wanted)))
        assert worst <= 1e-6, f"{uri}: Python and Java differ by {worst}"
        print(f"{uri}: {len(sequences)} sequences, Python and Java differ by at most {worst:.2g}")
    shape = loaded.metadata.signature.inputs.to_dict()[0]["tensor-spec"]["shape"]
    assert tuple(shape)[1:] == sequences.shape[1:], shape


if __name__ == "__main__":
    main(sys.argv[1])
