# SPDX-License-Identifier: Apache-2.0
"""Calibration in scikit-learn and conformal intervals in MAPIE."""

import numpy as np

from common import main


def isotonic(value, x, y):
    from sklearn.isotonic import IsotonicRegression

    return {"sklearn": lambda: IsotonicRegression(out_of_bounds="clip").fit_transform(x, y)}


def temperature(value, p, y):
    """The only public way to scikit-learn's temperature scaling is a calibrated classifier."""
    from sklearn.base import BaseEstimator, ClassifierMixin
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.frozen import FrozenEstimator

    class Given(ClassifierMixin, BaseEstimator):
        """A classifier whose features are the probabilities."""

        def fit(self, rows, labels):
            self.classes_ = np.unique(labels)
            return self

        def predict_proba(self, rows):
            return rows

        def predict(self, rows):
            return self.classes_[rows.argmax(axis=1)]

    rows = p.reshape(-1, 3)
    labels = y.astype(int)
    given = FrozenEstimator(Given().fit(rows, labels))

    def with_sklearn():
        fitted = CalibratedClassifierCV(given, method="temperature").fit(rows, labels)
        return [1 / fitted.calibrated_classifiers_[0].calibrators[0].beta_]

    return {"sklearn": with_sklearn}


def split_conformal(value, said, came, next):
    from mapie.regression import SplitConformalRegressor
    from sklearn.base import BaseEstimator, RegressorMixin

    class Given(RegressorMixin, BaseEstimator):
        """A regressor whose only feature is its forecast."""

        def fit(self, rows, outcomes):
            self.fitted_ = True
            return self

        def predict(self, rows):
            return rows[:, 0]

    given = Given().fit(None, None)

    def with_mapie():
        regressor = SplitConformalRegressor(given, confidence_level=0.9, prefit=True)
        regressor.conformalize(said[:, None], came)
        _, bounds = regressor.predict_interval(next[:, None])
        return np.concatenate([bounds[:, 0, 0], bounds[:, 1, 0]])

    return {"mapie": with_mapie}


if __name__ == "__main__":
    main({"isotonic": isotonic, "temperature": temperature, "splitConformal": split_conformal})
