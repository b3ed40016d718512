// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.Sums;
import io.github.quantml.math.calibration.Reliability;
import java.time.Instant;
import java.util.List;

/**
 * How good a set of predictions was.
 *
 * <p>Standard errors, bounds and p-values account for horizons that overlap: long-run variances
 * with Bartlett weights over twice the overlap, normal and t approximations; below about 20 {@link
 * #independent} predictions they are rough. Baselines use only what was known when each prediction
 * was made: climatology is the shares of the outcomes that were known by then (one pseudo-count for
 * each class), the random walk expects a return of 0.
 *
 * @param from time of the first prediction
 * @param to time of the last
 * @param count predictions scored, n
 * @param independent how many independent ones they count as, at most n: the least that the Brier
 *     scores, the coverage and the squared errors give
 * @param hitRate share with the right sign, among those where forecast and outcome are not 0; NaN
 *     without any
 * @param brier mean three-class Brier score, in [0, 2]
 * @param brierClimatology that of climatology
 * @param pBrierWorse p-value against "not worse than climatology": small when it is worse
 * @param rankedProbability mean ranked probability score of down, flat, up
 * @param logLoss mean −ln p of the class that came, p at least 10⁻⁶
 * @param reliability of "the likeliest class comes true", in ten bins
 * @param coverage share of returns inside their intervals
 * @param coverageLevel mean nominal level
 * @param coverageLower lower 95 % bound of the coverage (Wilson 1927)
 * @param coverageUpper upper 95 % bound
 * @param pCoverage two-sided p-value that the coverage is the nominal one
 * @param rmse root mean squared error of the expected return
 * @param rmseRandomWalk that of the random walk
 * @param qlike mean of ln h + v/h, with the forecast variance h and the realised variance v of the
 *     bars in the horizon
 * @param gaussianLog mean −ln of the normal density with the forecast's mean and deviation
 */
public record Accuracy(
    Instant from,
    Instant to,
    int count,
    double independent,
    double hitRate,
    double brier,
    double brierClimatology,
    double pBrierWorse,
    double rankedProbability,
    double logLoss,
    Reliability reliability,
    double coverage,
    double coverageLevel,
    double coverageLower,
    double coverageUpper,
    double pCoverage,
    double rmse,
    double rmseRandomWalk,
    double qlike,
    double gaussianLog) {
  private static final int BINS = 10;

  /**
   * Scores predictions.
   *
   * @param scored at least one
   */
  public static Accuracy of(List<ScoredPrediction> scored) {
    return of(Losses.of(scored));
  }

  static Accuracy of(Losses l) {
    int n = l.size();
    if (n == 0) {
      throw new InsufficientDataException("accuracy: predictions with outcomes", 1, 0);
    }
    double[] worse = new double[n];
    for (int i = 0; i < n; i++) {
      worse[i] = l.brier[i] - l.climatology[i];
    }
    double level = Sums.mean(l.level);
    double[] bounds = l.overlap.bounds(l.inside);
    return new Accuracy(
        l.scored.get(0).prediction().asOf(),
        l.scored.get(n - 1).prediction().asOf(),
        n,
        Math.min(
            l.overlap.effective(l.brier),
            Math.min(l.overlap.effective(l.inside), l.overlap.effective(l.squared))),
        l.hitRate(),
        Sums.mean(l.brier),
        Sums.mean(l.climatology),
        l.overlap.pAbove(worse, 0),
        Sums.mean(l.ranked),
        Sums.mean(l.log),
        Reliability.of(l.highest, l.right, BINS),
        Sums.mean(l.inside),
        level,
        bounds[0],
        bounds[1],
        l.overlap.pShare(l.inside, level),
        Math.sqrt(Sums.mean(l.squared)),
        Math.sqrt(Sums.mean(l.still)),
        Sums.mean(l.qlike),
        Sums.mean(l.gaussian));
  }

  /** 1 − Brier/Brier of climatology: 0 without skill. */
  public double brierSkill() {
    return 1 - brier / brierClimatology;
  }

  /** 1 − MSE/MSE of the random walk (Campbell and Thompson 2008); 0 if nothing moved. */
  public double rSquared() {
    return rmseRandomWalk > 0 ? 1 - rmse * rmse / (rmseRandomWalk * rmseRandomWalk) : 0;
  }
}
