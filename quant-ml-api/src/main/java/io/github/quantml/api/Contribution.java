// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/** What one member brought to a prediction. */
public sealed interface Contribution {
  /** Name of the member. */
  String member();

  /**
   * The member had a view.
   *
   * @param weight share of the combined distribution, in [0, 1]; the shares sum to 1
   * @param expectedReturn the member's own expected simple return over the horizon
   * @param volatility the member's own standard deviation of that return
   */
  record Used(String member, double weight, double expectedReturn, double volatility)
      implements Contribution {
    public Used {
      Checks.fraction("member " + member, "weight", weight);
      Checks.finite("member " + member, "expected return", expectedReturn);
      Checks.positive("member " + member, "volatility", volatility);
    }
  }

  /** The member had no view, for the reason it gave. */
  record Abstained(String member, String reason) implements Contribution {}

  /** The member broke, and was left out of this prediction. */
  record Failed(String member, String error) implements Contribution {}
}
