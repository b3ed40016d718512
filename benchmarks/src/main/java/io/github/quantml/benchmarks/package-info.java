/**
 * JMH benchmarks, one class per kernel, with peers beside ours in the same run.
 *
 * <p>Run one with {@code java -jar benchmarks/target/benchmarks.jar Predict}.
 */
@NullMarked
package io.github.quantml.benchmarks;

import org.jspecify.annotations.NullMarked;
