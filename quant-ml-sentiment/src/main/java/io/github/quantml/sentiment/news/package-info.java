// SPDX-License-Identifier: Apache-2.0

/** News aligned to bars by the time they were received, and the ensemble member that reads them. */
@NullMarked
package io.github.quantml.sentiment.news;

import org.jspecify.annotations.NullMarked;
