// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Calls that are too broken to reach a route are answered by problem JSON too, not by a page. */
final class ProblemErrors extends ErrorHandler {
  private final Map<String, String> headers;

  ProblemErrors(Map<String, String> headers) {
    this.headers = headers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Problem problem =
        status >= 500
            ? Problem.of(Problem.Kind.FAILED, "the service failed")
            : new Problem(
                "/api/v1/docs#problem-bad-request",
                "The request cannot be read",
                status,
                "the request is no HTTP that this service reads",
                null);
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.JSON);
    response.setStatus(problem.status());
    response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
    return true;
  }
}
