/** Statistics of moving windows over 100,000 values. */
@NullMarked
package io.github.quantml.benchmarks.rolling;

import org.jspecify.annotations.NullMarked;
