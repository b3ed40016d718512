// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.sentiment;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.sentiment.lexicon.LexiconAnalyzer;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Lexicon scores of made-up headlines of 18 words, rounded to four decimals as VADER does. */
public class LexiconScores extends Comparison {
  private static final String[] WORDS =
      ("the profit of ACME rose very strongly but analysts are not happy about its GREAT outlook for"
              + " this quarter: losses, lawsuits and a terrible warning! shares fell hardly at all,"
              + " investors love the kind of growth they never saw before. isn't it amazing? $ACME"
              + " +3.5% :) reports bad results without doubt, so good least expected at best no"
              + " problem")
          .split(" ", -1);
  private static final int LENGTH = 18;

  /** Number of headlines. */
  @Param("10000")
  public int texts;

  private final LexiconAnalyzer lexicon = LexiconAnalyzer.create();
  private String[] headlines = {};

  /** For JMH. */
  public LexiconScores() {}

  @Override
  public void prepare(Scale scale) {
    CounterRandom random = CounterRandom.of(1);
    headlines = new String[scale == Scale.FULL ? texts : 100];
    for (int i = 0; i < headlines.length; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < LENGTH; k++) {
        text.append(k == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
      }
      headlines[i] = text.toString();
    }
  }

  @Override
  public String workload() {
    return "sentiment";
  }

  @Override
  public String kernel() {
    return "lexicon";
  }

  /** The code units of the headlines, a line each. */
  @Override
  public Map<String, double[]> inputs() {
    return Map.of("text", String.join("\n", headlines).chars().asDoubleStream().toArray());
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[] scores = new double[headlines.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.rint(1e4 * lexicon.analyze(headlines[i]).score()) / 1e4;
    }
    return scores;
  }
}
