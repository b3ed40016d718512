/** Runnable hosts of quant-ml: what an application built on it looks like. Not published. */
@NullMarked
package io.github.quantml.samples;

import org.jspecify.annotations.NullMarked;
