// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.tuner;

import io.github.quantml.math.Quantiles;
import io.github.quantml.pipeline.tune.Tuner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints what studies of 100 trials miss the minimum by: the median of 50 seeds and, in brackets,
 * how many times less that is than at random. With the arguments {@code python peers/tuner.py}
 * Optuna's rows follow, from the same functions and as many seeds.
 */
public final class RegretTable {
  private static final int SEEDS = 50;
  private static final int TRIALS = 100;

  private RegretTable() {}

  /** Arguments: none, or the interpreter and the script. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.println("| sampler | width | branin | hartmann6 | sphere5 | mixed5 |");
    System.out.println("|---|---:|---:|---:|---:|---:|");
    double[] random = medians("random", 1);
    row("quant-ml random", 1, random, random);
    for (String sampler : List.of("sobol", "tpe", "tpeUnivariate", "cmaEs")) {
      for (int width : sampler.equals("sobol") ? new int[] {1} : new int[] {1, 4}) {
        row("quant-ml " + sampler, width, medians(sampler, width), random);
      }
    }
    if (arguments.length == 2) {
      peers(arguments[0], arguments[1], random);
    }
  }

  private static double[] medians(String sampler, int width) {
    return Arrays.stream(TunedFunction.values())
        .mapToDouble(function -> median(sampler, width, function))
        .toArray();
  }

  private static double median(String sampler, int width, TunedFunction function) {
    double[] regrets = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      Tuner tuner = Tuner.minimise(function.space()).sampler(Samplers.named(sampler));
      regrets[seed] =
          tuner.trials(TRIALS).width(width).seed(seed).tune(function::value).best().value();
    }
    return Quantiles.median(regrets);
  }

  private static void row(String name, int width, double[] regrets, double[] random) {
    StringBuilder text = new StringBuilder("| " + name + " | " + width + " |");
    for (int i = 0; i < regrets.length; i++) {
      text.append(String.format(Locale.ROOT, " %.4f (%.1f) |", regrets[i], random[i] / regrets[i]));
    }
    System.out.println(text);
  }

  /** Lines of the script: the sampler and one median per function. */
  private static void peers(String python, String script, double[] random)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(python, script, "regrets", "" + SEEDS, "" + TRIALS)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (String line : out.lines().toList()) {
      String[] fields = line.split(" ", -1);
      double[] regrets = Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray();
      row("optuna " + fields[0], 1, regrets, random);
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(script + " ended with status " + status);
    }
  }
}
