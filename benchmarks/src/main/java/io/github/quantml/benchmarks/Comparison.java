// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One kernel beside its peers, as a JMH benchmark that {@link Compare} can also read.
 *
 * <p>A subclass has exactly one {@code @Param} field, whose values are the cases; a
 * {@code @Benchmark} method {@code quantMl} and one {@code @Benchmark} method per peer on the JVM,
 * named after the peer. All return their result as {@code double[]} and must not write their
 * inputs. A result may leave out its warm-up: two results are compared from their ends. A method
 * that throws is reported as a peer that could not be run.
 *
 * <p>The warm-up is long because a peer of many small methods needs seconds to reach the speed of
 * its last compilation, and a peer measured before that flatters us.
 *
 * <p>Add a subclass to the list of its package; peers in Python are a function of the same {@link
 * #kernel()} in {@code peers/<workload>.py}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx2g"})
public abstract class Comparison {
  /** How much data a comparison prepares. */
  public enum Scale {
    /** What is timed. */
    FULL,
    /** Enough to see that all sides agree. */
    SMALL
  }

  /** For subclasses. */
  protected Comparison() {}

  /** Makes the inputs of the case that the parameter names. */
  public abstract void prepare(Scale scale);

  /** What JMH calls before it measures. */
  @Setup
  public void prepareFull() {
    prepare(Scale.FULL);
  }

  /** The name by which {@code compare} selects, and that of the Python script. */
  public abstract String workload();

  /** The name within the workload. */
  public abstract String kernel();

  /** The prepared inputs by name, as the Python peers get them. */
  public abstract Map<String, double[]> inputs();

  /** Our side. */
  public abstract double[] quantMl();

  /**
   * The largest difference from a peer on the JVM that tests accept, relative to the root mean
   * square of the peer.
   */
  public double tolerance() {
    return 1e-9;
  }
}
