// SPDX-License-Identifier: Apache-2.0

/** A REST service on the library: predictions, training jobs, monitoring and a dashboard. */
@NullMarked
package io.github.quantml.samples.rest;

import org.jspecify.annotations.NullMarked;
