// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.contract.Future;
import io.github.quantml.backtest.Strategy;
import io.github.quantml.backtest.walkforward.Simulator;
import io.github.quantml.math.random.CounterRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds look-ahead by experiment.
 *
 * <p>At random cuts everything after a moment is taken away, replaced by noise, or replaced by
 * extremes, and the code is run again. Whatever it had said up to that moment must come out the
 * same; a value that changed was computed from the future. The audit cannot prove innocence: a leak
 * that shows at none of the cuts, or that reads data not handed over in {@link AuditData}, stays
 * unseen.
 *
 * <pre>{@code
 * LookAheadAudit audit = LookAheadAudit.of(AuditData.of(bars));
 * audit.feature("momentum", b -> momentum(b)).requireClean();
 * audit.strategy("cross", engine::run, data -> SmaCross.longOnly(10, 30)).requireClean();
 * }</pre>
 *
 * <p>Cuts lie in the last two thirds of the first series. Immutable; thread-safe if the code under
 * audit is.
 */
public final class LookAheadAudit {
  private final AuditData data;
  private final int cuts;
  private final double tolerance;
  private final long seed;
  private final Consumer<AuditReport> listener;

  private LookAheadAudit(
      AuditData data, int cuts, double tolerance, long seed, Consumer<AuditReport> listener) {
    this.data = data;
    this.cuts = cuts;
    this.tolerance = tolerance;
    this.seed = seed;
    this.listener = listener;
  }

  /**
   * 8 cuts, differences of more than 1e-9 count.
   *
   * @param data at least 30 bars in the first series
   */
  public static LookAheadAudit of(AuditData data) {
    int n = data.first().size();
    if (n < 30) {
      throw new InsufficientDataException(data.first().symbol() + ": bars for an audit", 30, n);
    }
    return new LookAheadAudit(data, 8, 1e-9, 42, report -> {});
  }

  /** With so many cuts, at least 1. */
  public LookAheadAudit withCuts(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("cuts: must be at least 1, got " + value);
    }
    return new LookAheadAudit(data, value, tolerance, seed, listener);
  }

  /**
   * With another tolerance, relative to the larger of 1 and the value; code whose rounding depends
   * on the length of its input needs one, 0 asks for equal bits.
   */
  public LookAheadAudit withTolerance(double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tolerance: must be finite and >= 0, got " + value);
    }
    return new LookAheadAudit(data, cuts, value, seed, listener);
  }

  public LookAheadAudit withSeed(long value) {
    return new LookAheadAudit(data, cuts, tolerance, value, listener);
  }

  /** Tells every report to a listener as well. */
  public LookAheadAudit withListener(Consumer<AuditReport> value) {
    return new LookAheadAudit(data, cuts, tolerance, seed, value);
  }

  public AuditData data() {
    return data;
  }

  /**
   * Audits a feature of the first series.
   *
   * @param feature one value per bar, the i-th known at the close of bar i; NaN where there is none
   */
  public AuditReport feature(String name, Function<BarSeries, double[]> feature) {
    return signal(name, d -> feature.apply(d.first()));
  }

  /**
   * Audits a signal made of all data: a feature, a position, a forecast, a weight, a membership.
   *
   * @param signal one value per bar of the first series, the i-th known at the close of bar i
   */
  public AuditReport signal(String name, Function<AuditData, double[]> signal) {
    return observations(
        name,
        d -> {
          double[] values = signal.apply(d);
          BarSeries bars = d.first();
          if (values.length != bars.size()) {
            throw new IllegalArgumentException(
                name
                    + ": must give one value per bar, got "
                    + values.length
                    + " for "
                    + bars.size()
                    + " bars");
          }
          List<Observation> out = new ArrayList<>(values.length);
          for (int i = 0; i < values.length; i++) {
            out.add(new Observation(bars.time(i), "value", values[i]));
          }
          return out;
        });
  }

  /**
   * Audits a strategy in a simulator: its orders, fills and equity up to each cut; and that no fill
   * happens at or before the close at which its order was decided.
   *
   * @param simulator for example {@code engine::run}
   * @param strategy makes a fresh strategy from the data it may read
   */
  public AuditReport strategy(
      String name, Simulator simulator, Function<AuditData, Strategy> strategy) {
    return run(name, new StrategySubject(simulator, strategy), StrategySubject.FUTURES);
  }

  /**
   * Audits a trainer and its model: the model trained on the first third must not change with the
   * bars after it, and no forecast after it with the bars that follow.
   */
  public AuditReport model(ModelTrainer trainer, Horizon horizon) {
    return observations(trainer.name(), new ModelSubject(trainer, horizon, data));
  }

  /** Audits anything that states values about moments. */
  public AuditReport observations(String name, Function<AuditData, List<Observation>> subject) {
    return run(
        name, d -> new Subject.Outcome(subject.apply(d), List.of(), List.of()), Future.values());
  }

  private AuditReport run(String name, Subject subject, Future[] futures) {
    Subject.Outcome truth = subject.observe(data);
    List<Violation> found = new ArrayList<>();
    long comparisons = 0;
    for (int known : cutPoints()) {
      Instant cut = data.first().time(known - 1);
      AuditData past = data.until(cut);
      Map<Key, Observation> before = upTo(truth, cut);
      for (Future future : futures) {
        Subject.Outcome again;
        try {
          again = subject.observe(poisoned(past, future, known));
        } catch (InsufficientDataException tooShort) {
          continue;
        } catch (RuntimeException e) {
          if (future != Future.EXTREMES) {
            add(found, new Violation(name, cut, future.toString(), cut, "the run", "fine", "" + e));
          }
          continue;
        }
        comparisons += before.size();
        compare(name, cut, future.toString(), before, upTo(again, cut), found);
      }
    }
    AuditReport report = new AuditReport(name, cuts, comparisons, truth.faults(), found);
    listener.accept(report);
    return report;
  }

  private int[] cutPoints() {
    int n = data.first().size();
    int first = Math.max(2, n / 3);
    CounterRandom random = CounterRandom.of(seed);
    int[] out = new int[cuts];
    for (int i = 0; i < cuts; i++) {
      out[i] = first + random.nextInt(n - first - 1);
    }
    Arrays.sort(out);
    return out;
  }

  /** The past with another future of as many bars as the true one has, 60 at most. */
  private AuditData poisoned(AuditData past, Future future, int known) {
    if (future == Future.NOTHING) {
      return past;
    }
    List<BarSeries> bars = new ArrayList<>();
    for (int s = 0; s < data.bars().size(); s++) {
      BarSeries whole = data.bars().get(s);
      int kept = past.bars().get(s).size();
      BarSeries head = whole.window(0, Math.min(whole.size(), kept + 60));
      bars.add(future.after(head, kept, seed + known));
    }
    return new AuditData(bars, past.context(), past.facts());
  }

  /** A moment, what it is about, and which of several such values it is. */
  private record Key(Instant at, String what, int number) {}

  private static Map<Key, Observation> upTo(Subject.Outcome all, Instant cut) {
    Map<Key, Observation> out = new LinkedHashMap<>();
    all.observations().stream().filter(o -> !o.at().isAfter(cut)).forEach(o -> put(out, o));
    all.settled().stream().filter(o -> o.at().isBefore(cut)).forEach(o -> put(out, o));
    return out;
  }

  private static void put(Map<Key, Observation> out, Observation o) {
    int number = 0;
    while (out.putIfAbsent(new Key(o.at(), o.what(), number), o) != null) {
      number++;
    }
  }

  private void compare(
      String name,
      Instant cut,
      String future,
      Map<Key, Observation> before,
      Map<Key, Observation> after,
      List<Violation> found) {
    before.forEach(
        (key, o) -> {
          Observation other = after.get(key);
          if (other == null || !same(o.value(), other.value())) {
            String now = other == null ? "missing" : String.valueOf(other.value());
            add(
                found,
                new Violation(name, cut, future, o.at(), o.what(), String.valueOf(o.value()), now));
          }
        });
    after.forEach(
        (key, o) -> {
          if (!before.containsKey(key)) {
            add(
                found,
                new Violation(
                    name, cut, future, o.at(), o.what(), "missing", String.valueOf(o.value())));
          }
        });
  }

  private boolean same(double a, double b) {
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a));
  }

  private static void add(List<Violation> found, Violation violation) {
    if (found.size() < AuditReport.MOST) {
      found.add(violation);
    }
  }
}
