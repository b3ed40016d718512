// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * A fitted hidden Markov model and how the fit went.
 *
 * @param model the model, states in canonical order (calm first)
 * @param logLikelihood log-likelihood of the training rows in nats
 * @param pathLogLikelihood log joint probability of the rows and their Viterbi path
 * @param rows training rows
 * @param parameters free parameters
 * @param converged whether the tolerance was met, never "ran out of iterations"
 * @param trace log-likelihood before each EM iteration of the winning start
 * @param startLogLikelihoods what each start reached: finalists after the long run, others after
 *     the short one
 * @param repairs what had to be repaired, in words; empty for a regular fit
 */
public record HmmFit(
    HiddenMarkovModel model,
    double logLikelihood,
    double pathLogLikelihood,
    int rows,
    int parameters,
    boolean converged,
    List<Double> trace,
    List<Double> startLogLikelihoods,
    List<String> repairs) {

  /** Copies the lists. */
  public HmmFit {
    trace = List.copyOf(trace);
    startLogLikelihoods = List.copyOf(startLogLikelihoods);
    repairs = List.copyOf(repairs);
  }

  /** The same fit with its states in another order. */
  HmmFit withModel(HiddenMarkovModel value) {
    return new HmmFit(
        value,
        logLikelihood,
        pathLogLikelihood,
        rows,
        parameters,
        converged,
        trace,
        startLogLikelihoods,
        repairs);
  }

  /** Akaike's criterion −2·ll + 2p. */
  public double aic() {
    return -2 * logLikelihood + 2.0 * parameters;
  }

  /** Schwarz's criterion −2·ll + p·ln n. */
  public double bic() {
    return -2 * logLikelihood + parameters * FastMath.log(rows);
  }

  /** Integrated completed likelihood −2·ln p(x, Viterbi path) + p·ln n (Biernacki et al., 2000). */
  public double icl() {
    return -2 * pathLogLikelihood + parameters * FastMath.log(rows);
  }

  /** How many starts came within {@code nats} of the best. */
  public int startsWithin(double nats) {
    int count = 0;
    for (double reached : startLogLikelihoods) {
      count += reached >= logLikelihood - nats ? 1 : 0;
    }
    return count;
  }
}
