/** Cycles, regimes, patterns and seasons, most of whose peers are in Python. */
@NullMarked
package io.github.quantml.benchmarks.cyclical;

import org.jspecify.annotations.NullMarked;
