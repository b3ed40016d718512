/**
 * Contracts as checks: what every trainer and model must keep, as code that any test can call.
 *
 * <p>Write a member, then one test: {@code ModelContract.of(trainer).on(data).check()}. Free of any
 * test framework.
 */
@NullMarked
package io.github.quantml.api.contract;

import org.jspecify.annotations.NullMarked;
