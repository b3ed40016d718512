/**
 * Dense linear algebra on ND4J, for matrices large enough to pay for the way there and back.
 *
 * <p>{@link io.github.quantml.nd4j.Nd4jComputeBackend} is chosen by name ({@code
 * ML_COMPUTE_BACKEND=nd4j}) or in code; it is never taken by accident.
 */
@NullMarked
package io.github.quantml.nd4j;

import org.jspecify.annotations.NullMarked;
