/**
 * What a host or another module implements to plug in: members, trackers, registries, sources,
 * compute backends, task runners.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader} or passed in by code. Every one
 * has a name, says whether it can work here without throwing, and does nothing until it is used: no
 * threads, no network, no files, no telemetry at class initialisation.
 */
@NullMarked
package io.github.quantml.api.spi;

import org.jspecify.annotations.NullMarked;
