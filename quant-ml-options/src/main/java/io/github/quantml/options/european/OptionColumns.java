// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.european;

/**
 * Inputs of a batch: one array per argument, one row per option. The arrays are not copied.
 *
 * @param call true for calls, false for puts
 * @param underlying spot, or forward in models of a forward
 * @param strike strikes
 * @param years times to expiry
 * @param rate continuously compounded rates
 * @param yield continuously compounded dividend yields; not read by models of a forward
 * @param volatility annualised volatilities
 */
public record OptionColumns(
    boolean[] call,
    double[] underlying,
    double[] strike,
    double[] years,
    double[] rate,
    double[] yield,
    double[] volatility) {
  public OptionColumns {
    length("underlying", underlying.length, call.length);
    length("strike", strike.length, call.length);
    length("years", years.length, call.length);
    length("rate", rate.length, call.length);
    length("yield", yield.length, call.length);
    length("volatility", volatility.length, call.length);
  }

  static void length(String name, int got, int needed) {
    if (got != needed) {
      throw new IllegalArgumentException(
          name + ": must have " + needed + " rows as the others, got " + got);
    }
  }

  /** Number of options. */
  public int size() {
    return call.length;
  }
}
