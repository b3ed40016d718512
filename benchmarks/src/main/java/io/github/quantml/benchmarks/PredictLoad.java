// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.math.distribution.NormalReturns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many threads ask an ensemble in which one member throws in 10 % and one hangs in 1 % of calls:
 * every answer must come in time and equal the one a single thread got.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar io.github.quantml.benchmarks.PredictLoad
 * [seconds [threads]]}
 */
public final class PredictLoad {
  private static final int WINDOWS = 400;
  private static final int LENGTH = 500;
  private static final int DEADLINE_MILLIS = 500;

  private static volatile boolean armed;

  private PredictLoad() {}

  /** Runs the load and reports; exits with 1 when a law was broken. */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    BarSeries bars = SyntheticBars.of(WINDOWS + LENGTH, 1);
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.trainer()
            .settings(
                QuantMlSettings.defaults()
                    .with(Setting.ML_PREDICTION_CACHE_TTL, "0")
                    .with(Setting.ML_MEMBER_DEADLINE_MS, "" + DEADLINE_MILLIS))
            .horizon(Horizon.ofBars(5))
            .members("random_walk", "volatility", "cyclical", "regime", "pattern", "seasonal")
            .member(ModelTrainer.of("throws", 1, data -> PredictLoad::throwing))
            .member(ModelTrainer.of("hangs", 1, data -> PredictLoad::hanging))
            .train(TrainingData.of(bars));
    armed = true;
    Prediction[] expected = new Prediction[WINDOWS];
    for (int i = 0; i < WINDOWS; i++) {
      expected[i] = ensemble.predict(window(bars, i), MarketContext.empty());
    }
    System.out.printf(
        Locale.ROOT,
        "alone, of %d answers: one member throws in %d, another hangs in %d%n",
        WINDOWS,
        count(expected, "bad day"),
        count(expected, "no answer within"));
    int before = Thread.activeCount();
    long heap = usedHeap();
    List<long[]> latencies = run(ensemble, bars, expected, seconds, threads);
    report(latencies, seconds, threads);
    TimeUnit.SECONDS.sleep(3); // idle workers end after one
    System.out.printf(
        Locale.ROOT,
        "threads before %d, after %d; heap before %d MB, after %d MB%n",
        before,
        Thread.activeCount(),
        heap >> 20,
        usedHeap() >> 20);
    if (Thread.activeCount() > before) {
      throw new IllegalStateException("threads were left behind");
    }
  }

  private static long count(Prediction[] answers, String error) {
    return Arrays.stream(answers).filter(p -> p.toString().contains(error)).count();
  }

  private static BarSeries window(BarSeries bars, int i) {
    return bars.window(i, i + LENGTH);
  }

  private static List<long[]> run(
      MultiModelEnsemble ensemble, BarSeries bars, Prediction[] expected, int seconds, int threads)
      throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      List<Callable<long[]>> loops = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int first = t * WINDOWS / threads;
        loops.add(() -> loop(ensemble, bars, expected, first, end));
      }
      List<long[]> latencies = new ArrayList<>();
      for (Future<long[]> loop : callers.invokeAll(loops)) {
        latencies.add(loop.get());
      }
      return latencies;
    } finally {
      callers.shutdownNow();
    }
  }

  private static long[] loop(
      MultiModelEnsemble ensemble, BarSeries bars, Prediction[] expected, int first, long end) {
    long[] latencies = new long[1 << 16];
    int n = 0;
    for (int i = first; System.nanoTime() < end; i = (i + 1) % WINDOWS) {
      long start = System.nanoTime();
      Prediction answer = ensemble.predict(window(bars, i), MarketContext.empty());
      if (n == latencies.length) {
        latencies = Arrays.copyOf(latencies, 2 * n);
      }
      latencies[n++] = System.nanoTime() - start;
      if (!answer.equals(expected[i])) {
        throw new IllegalStateException("got\n" + answer + "\ninstead of\n" + expected[i]);
      }
    }
    return Arrays.copyOf(latencies, n);
  }

  private static void report(List<long[]> latencies, int seconds, int threads) {
    long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%d threads, %d s: %d answers, all equal to the single thread's; "
            + "p50 %.3f ms, p90 %.3f ms, p99 %.1f ms, longest %.1f ms (deadline %d ms)%n",
        threads,
        seconds,
        all.length,
        all[all.length / 2] / 1e6,
        all[all.length * 9 / 10] / 1e6,
        all[(int) (all.length * 0.99)] / 1e6,
        all[all.length - 1] / 1e6,
        DEADLINE_MILLIS);
  }

  /** Decided by the bars alone, so that every thread meets the same fate. */
  private static long fate(BarSeries bars) {
    return armed ? Math.floorMod(31 * bars.fingerprint(), 100L) : 99;
  }

  private static ReturnDistribution throwing(BarSeries bars) {
    if (fate(bars) < 10) {
      throw new IllegalStateException("bad day");
    }
    return NormalReturns.of(0, 0.03);
  }

  private static ReturnDistribution hanging(BarSeries bars) {
    if (fate(bars) == 42) {
      try {
        TimeUnit.DAYS.sleep(1);
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
    return NormalReturns.of(0, 0.03);
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
