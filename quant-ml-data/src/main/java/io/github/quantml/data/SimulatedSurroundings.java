// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

/**
 * What a simulated market holds beside the instrument.
 *
 * @param peers how many related instruments, 0 to 1000
 * @param correlation of every instrument's shocks with the benchmark's, in [−0.99, 0.99]
 * @param riskFreeRate annual, continuously compounded, in [−0.5, 0.5]
 * @param barsPerChain bars from one option chain to the next, 0 for none
 * @param disclosureRate probability of a disclosed trade a bar, in [0, 1]
 */
public record SimulatedSurroundings(
    int peers, double correlation, double riskFreeRate, int barsPerChain, double disclosureRate) {
  public SimulatedSurroundings {
    Range.require("peers", peers, 0, 1000);
    Range.require("correlation", correlation, -0.99, 0.99);
    Range.require("riskFreeRate", riskFreeRate, -0.5, 0.5);
    Range.require("barsPerChain", barsPerChain, 0, Integer.MAX_VALUE);
    Range.require("disclosureRate", disclosureRate, 0, 1);
  }

  /**
   * Three peers, correlation 0.6, two per cent a year, an option chain every five bars, a disclosed
   * trade every ten.
   */
  public static SimulatedSurroundings defaults() {
    return new SimulatedSurroundings(3, 0.6, 0.02, 5, 0.1);
  }

  public SimulatedSurroundings withPeers(int value) {
    return new SimulatedSurroundings(
        value, correlation, riskFreeRate, barsPerChain, disclosureRate);
  }

  public SimulatedSurroundings withCorrelation(double value) {
    return new SimulatedSurroundings(peers, value, riskFreeRate, barsPerChain, disclosureRate);
  }

  public SimulatedSurroundings withRiskFreeRate(double value) {
    return new SimulatedSurroundings(peers, correlation, value, barsPerChain, disclosureRate);
  }

  public SimulatedSurroundings withBarsPerChain(int value) {
    return new SimulatedSurroundings(peers, correlation, riskFreeRate, value, disclosureRate);
  }

  public SimulatedSurroundings withDisclosureRate(double value) {
    return new SimulatedSurroundings(peers, correlation, riskFreeRate, barsPerChain, value);
  }
}
