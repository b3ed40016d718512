// SPDX-License-Identifier: Apache-2.0

/** Training, registering and deploying models from the command line, as an MLproject runs it. */
@NullMarked
package io.github.quantml.samples.cli;

import org.jspecify.annotations.NullMarked;
