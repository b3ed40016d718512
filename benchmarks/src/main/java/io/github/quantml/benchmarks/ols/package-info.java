/** Least squares: one regression, and one for every window of a sample. */
@NullMarked
package io.github.quantml.benchmarks.ols;

import org.jspecify.annotations.NullMarked;
