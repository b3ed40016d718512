/** Dense linear algebra of the compute backends, all sides on one thread. */
@NullMarked
package io.github.quantml.benchmarks.gemm;

import org.jspecify.annotations.NullMarked;
