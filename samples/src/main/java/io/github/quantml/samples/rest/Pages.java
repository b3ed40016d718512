// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The dashboard page, the documents of the service and what both need; all from the class path. */
final class Pages {
  private static final String SWAGGER = "META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final String ECHARTS = "META-INF/resources/webjars/echarts/5.3.1/dist/";

  private static final Map<String, Page> ALL = pages("/api/v1");

  private Pages() {}

  private record Page(String resource, String type) {}

  private static Map<String, Page> pages(String api) {
    String script = "text/javascript; charset=utf-8";
    String style = "text/css; charset=utf-8";
    String html = "text/html; charset=utf-8";
    Map<String, Page> all = new LinkedHashMap<>();
    all.put("/", new Page("rest/dashboard.html", html));
    all.put("/assets/dashboard.js", new Page("rest/dashboard.js", script));
    all.put("/assets/dashboard.css", new Page("rest/dashboard.css", style));
    all.put("/assets/echarts.min.js", new Page(ECHARTS + "echarts.min.js", script));
    all.put("/favicon.ico", new Page("rest/favicon.svg", "image/svg+xml"));
    all.put(api + "/docs", new Page("rest/docs.html", html));
    all.put(api + "/openapi.json", new Page("rest/openapi.json", "application/json"));
    all.put("/assets/docs.js", new Page("rest/docs.js", script));
    all.put("/assets/swagger-ui.css", new Page(SWAGGER + "swagger-ui.css", style));
    all.put("/assets/swagger-ui-bundle.js", new Page(SWAGGER + "swagger-ui-bundle.js", script));
    return all;
  }

  static void add(JavalinConfig javalin) {
    ALL.forEach(
        (path, page) -> {
          byte[] bytes = read(page.resource());
          javalin.routes.get(path, http -> send(http, page, bytes));
        });
  }

  /** Whether an address holds nothing of the host, so that no token is needed to see it. */
  static boolean isPage(String path) {
    return ALL.containsKey(path);
  }

  private static void send(Context http, Page page, byte[] bytes) {
    http.contentType(page.type());
    http.header("Cache-Control", "no-cache");
    http.result(bytes);
  }

  private static byte[] read(String resource) {
    try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
