/** Tests and fits of time series, whose peers are in Python. */
@NullMarked
package io.github.quantml.benchmarks.stats;

import org.jspecify.annotations.NullMarked;
