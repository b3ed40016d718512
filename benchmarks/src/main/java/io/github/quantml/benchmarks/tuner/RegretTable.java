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
 * Optuna's rows follow, from the same functions and as many seeds. The second table is of functions
 * and seeds on which nothing was chosen.
 */
public final class RegretTable {
  private static final int SEEDS = 50;
  private static final int TRIALS = 100;
  private static final int FIRST_HELD_OUT = 1_000;

  private RegretTable() {}

  /** Arguments: none, or the interpreter and the script. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    table(TunedFunction.CHOSEN_ON, 0, arguments);
    System.out.println();
    table(TunedFunction.HELD_OUT, FIRST_HELD_OUT, arguments);
  }

  private static void table(List<TunedFunction> functions, int first, String[] arguments)
      throws IOException, InterruptedException {
    StringBuilder head = new StringBuilder("| sampler | width |");
    functions.forEach(f -> head.append(' ').append(f.title()).append(" |"));
    System.out.println(head);
    System.out.println("|---|---:|" + "---:|".repeat(functions.size()));
    double[] random = medians(functions, first, "random", 1);
    row("quant-ml random", 1, random, random);
    for (String sampler : List.of("sobol", "tpe", "tpeUnivariate", "cmaEs")) {
      for (int width : sampler.equals("sobol") ? new int[] {1} : new int[] {1, 4}) {
        row("quant-ml " + sampler, width, medians(functions, first, sampler, width), random);
      }
    }
    if (arguments.length == 2) {
      peers(arguments[0], arguments[1], functions, first, random);
    }
  }

  private static double[] medians(
      List<TunedFunction> functions, int first, String sampler, int width) {
    return functions.stream()
        .mapToDouble(function -> median(first, sampler, width, function))
        .toArray();
  }

  private static double median(int first, String sampler, int width, TunedFunction function) {
    double[] regrets = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      Tuner tuner = Tuner.minimise(function.space()).sampler(Samplers.named(sampler));
      regrets[seed] =
          tuner.trials(TRIALS).width(width).seed(first + seed).tune(function::value).best().value();
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
  private static void peers(
      String python, String script, List<TunedFunction> functions, int first, double[] random)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                python,
                script,
                "regrets",
                "" + first,
                "" + SEEDS,
                "" + TRIALS,
                String.join(",", functions.stream().map(TunedFunction::title).toList()))
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
