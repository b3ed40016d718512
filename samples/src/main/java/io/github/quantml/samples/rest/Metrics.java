// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jobrunr.jobs.states.StateName;

/** What the service counts, as Prometheus reads it: {@code GET /metrics}. */
final class Metrics {
  private static final List<StateName> STATES =
      List.of(
          StateName.SCHEDULED,
          StateName.ENQUEUED,
          StateName.PROCESSING,
          StateName.SUCCEEDED,
          StateName.FAILED,
          StateName.DELETED);

  private static final String PREDICTIONS = "/api/v1/ml/predictions/{ticker}";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter calls;
  private final Histogram seconds;
  private final CounterDataPoint cachedCalls;
  private final DistributionDataPoint cachedSeconds;

  Metrics(Models models, Jobs jobs) {
    JvmMetrics.builder().register(registry);
    calls =
        Counter.builder()
            .name("quantml_http_requests_total")
            .help("Calls by route and status")
            .labelNames("route", "status")
            .register(registry);
    seconds =
        Histogram.builder()
            .name("quantml_http_request_seconds")
            .help("Time of calls by route")
            .labelNames("route")
            .classicOnly()
            .register(registry);
    cachedCalls = calls.labelValues(PREDICTIONS, "200");
    cachedSeconds = seconds.labelValues(PREDICTIONS);
    GaugeWithCallback.builder()
        .name("quantml_jobs")
        .help("Jobs by state")
        .labelNames("state")
        .callback(
            gauge -> {
              for (StateName state : STATES) {
                gauge.call((double) jobs.count(state), state.name().toLowerCase(Locale.ROOT));
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("quantml_model_version")
        .help("Version that serves, by address of the model")
        .labelNames("model")
        .callback(
            gauge ->
                models
                    .inference()
                    .serving()
                    .forEach((uri, version) -> gauge.call(version.version(), uri)))
        .register(registry);
  }

  void count(Context http, float milliseconds) {
    // The pattern, not the address: whoever asks for thousands of addresses makes one series.
    Endpoint matched = http.endpoints().matchedHttpEndpoint();
    String route = matched == null ? "none" : matched.path;
    calls.labelValues(route, Integer.toString(http.statusCode())).inc();
    seconds.labelValues(route).observe(milliseconds / 1000.0);
  }

  /** Counts a prediction that was answered before the framework saw it. */
  void countCached(long nanoseconds) {
    cachedCalls.inc();
    cachedSeconds.observe(nanoseconds / 1e9);
  }

  void get(Context http) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    http.contentType(writer.getContentType());
    http.result(out.toByteArray());
  }
}
