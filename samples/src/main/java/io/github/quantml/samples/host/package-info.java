// SPDX-License-Identifier: Apache-2.0

/** What the command line and the REST service share: data, models, runs and logs of one host. */
@NullMarked
package io.github.quantml.samples.host;

import org.jspecify.annotations.NullMarked;
