// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers predictions that are known already before the web framework sees the call: its routing,
 * contexts and sessions cost more than the answer. What is not known, or not allowed, goes on to
 * it, so that every rule stands in one place.
 */
final class CachedPredictions extends Handler.Wrapper {
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

  private final Answers answers;
  private final Guard guard;
  private final Metrics metrics;
  private final HttpField[] always;

  CachedPredictions(Answers answers, Guard guard, Metrics metrics, Map<String, String> headers) {
    this.answers = answers;
    this.guard = guard;
    this.metrics = metrics;
    this.always =
        headers.entrySet().stream()
            .map(h -> new PreEncodedHttpField(h.getKey(), h.getValue()))
            .toArray(HttpField[]::new);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!request.getMethod().equals("GET")) {
      return super.handle(request, response, callback);
    }
    Answers.Answer answer = answers.find(request.getHttpURI().getPathQuery());
    if (answer == null || !mayCall(request.getHeaders())) {
      return super.handle(request, response, callback);
    }
    response.setStatus(200);
    HttpFields.Mutable fields = response.getHeaders();
    for (HttpField field : always) {
      fields.add(field);
    }
    fields.add(JSON);
    fields.add(answer.modelField());
    fields.add(answer.lengthField());
    response.write(true, answer.buffer(), callback);
    metrics.countCached(System.nanoTime() - request.getBeginNanoTime());
    return true;
  }

  private boolean mayCall(HttpFields fields) {
    return guard.isOurs(fields.get(HttpHeader.HOST))
        && guard.isRight(fields.get(HttpHeader.AUTHORIZATION));
  }
}
