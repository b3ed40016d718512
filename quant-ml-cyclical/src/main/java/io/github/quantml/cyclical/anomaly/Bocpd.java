// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * Bayesian online change-point detection for normal values of unknown mean and variance.
 *
 * <p>Keeps the posterior of the run length (values since the last change) under a constant hazard
 * of 1/{@code expectedRun} and a normal-inverse-gamma prior; the predictive density of a run of r
 * values is Student's t with 2(α₀ + r/2) degrees of freedom. Score: posterior probability that the
 * last change was among the last {@code recent} values; NaN for the first 2·recent values. O(most)
 * per value. Source: R. P. Adams and D. J. C. MacKay (2007).
 *
 * @param expectedRun expected values between changes, above 1
 * @param priorMean μ₀
 * @param priorWeight κ₀, in values, positive
 * @param priorShape α₀, positive
 * @param priorScale β₀, positive
 * @param recent how recent a change raises an alarm, at least 1
 * @param threshold score that raises an alarm, in (0, 1)
 * @param most longest run length told apart, at least 2·recent
 */
public record Bocpd(
    double expectedRun,
    double priorMean,
    double priorWeight,
    double priorShape,
    double priorScale,
    int recent,
    double threshold,
    int most)
    implements CausalDetector {
  /** Checks the ranges. */
  public Bocpd {
    if (!(expectedRun > 1 && expectedRun < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expectedRun must be above 1, got " + expectedRun);
    }
    Values.finite("priorMean", priorMean);
    Values.positive("priorWeight", priorWeight);
    Values.positive("priorShape", priorShape);
    Values.positive("priorScale", priorScale);
    Values.atLeast("recent", recent, 1);
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must be in (0, 1), got " + threshold);
    }
    Values.atLeast("most", most, 2 * recent);
  }

  /**
   * A weak prior around a mean and a variance.
   *
   * @param mean typical level
   * @param variance typical variance within a run, positive
   * @param expectedRun expected values between changes
   */
  public static Bocpd of(double mean, double variance, double expectedRun) {
    return new Bocpd(
        expectedRun, mean, 0.1, 2, 2 * Values.positive("variance", variance), 10, 0.5, 1000);
  }

  @Override
  public Stream stream() {
    return new Stream(this);
  }

  /** The run-length posterior of one stream. */
  public static final class Stream implements OnlineDetector {
    private final Bocpd settings;
    private final double hazard;
    private final double[] constants;
    private final double[] probability;
    private final double[] mean;
    private final double[] scale;
    private final double[] logs;
    private int size;
    private long seen;
    private boolean alarm;

    private Stream(Bocpd settings) {
      this.settings = settings;
      this.hazard = 1 / settings.expectedRun();
      int length = settings.most() + 2;
      this.constants = new double[length];
      for (int r = 0; r < length; r++) {
        double nu = 2 * settings.priorShape() + r;
        constants[r] =
            Gamma.logGamma((nu + 1) / 2)
                - Gamma.logGamma(nu / 2)
                - 0.5 * FastMath.log(FastMath.PI * nu);
      }
      this.probability = new double[length];
      this.mean = new double[length];
      this.scale = new double[length];
      this.logs = new double[length];
      probability[0] = 1;
      mean[0] = settings.priorMean();
      scale[0] = settings.priorScale();
      size = 1;
    }

    @Override
    public double update(double x) {
      Values.finite("BOCPD", x);
      double top = Double.NEGATIVE_INFINITY;
      for (int r = 0; r < size; r++) {
        logs[r] = logPredictive(r, x);
        top = Math.max(top, probability[r] > 0 ? logs[r] : Double.NEGATIVE_INFINITY);
      }
      double changed = 0;
      double total = 0;
      for (int r = size - 1; r >= 0; r--) {
        double joint = probability[r] * FastMath.exp(logs[r] - top);
        changed += joint * hazard;
        probability[r + 1] = joint * (1 - hazard);
        double weight = settings.priorWeight() + r;
        double off = x - mean[r];
        scale[r + 1] = scale[r] + weight * off * off / (2 * (weight + 1));
        mean[r + 1] = mean[r] + off / (weight + 1);
        total += joint;
      }
      probability[0] = changed;
      mean[0] = settings.priorMean();
      scale[0] = settings.priorScale();
      size++;
      for (int r = 0; r < size; r++) {
        probability[r] /= total;
      }
      if (size > settings.most() + 1) {
        // The longest run stands for all that are longer.
        size--;
        probability[size - 1] += probability[size];
      }
      seen++;
      double score = seen <= 2L * settings.recent() ? Double.NaN : probabilityBelow();
      alarm = score > settings.threshold();
      return score;
    }

    private double logPredictive(int r, double x) {
      double weight = settings.priorWeight() + r;
      double shape = settings.priorShape() + 0.5 * r;
      double spread = scale[r] * (weight + 1) / (shape * weight);
      double off = x - mean[r];
      return constants[r]
          - 0.5 * FastMath.log(spread)
          - (shape + 0.5) * FastMath.log1p(off * off / (2 * shape * spread));
    }

    private double probabilityBelow() {
      double sum = 0;
      for (int r = 0; r <= settings.recent() && r < size; r++) {
        sum += probability[r];
      }
      return Math.min(1, sum);
    }

    @Override
    public boolean alarm() {
      return alarm;
    }

    /** Posterior of the run length after the last value: element r is P(run length = r). */
    public double[] runLengths() {
      return Arrays.copyOf(probability, size);
    }

    /** The most probable run length. */
    public int likeliestRunLength() {
      int best = 0;
      for (int r = 1; r < size; r++) {
        best = probability[r] > probability[best] ? r : best;
      }
      return best;
    }
  }
}
