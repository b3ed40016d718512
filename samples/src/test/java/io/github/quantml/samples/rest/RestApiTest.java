// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quantml.pipeline.monitor.PredictionLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestApiTest {
  private static final String AAPL = "/api/v1/ml/predictions/AAPL?horizon=5b";

  @TempDir static Path home;
  private static TestService service;

  @BeforeAll
  static void start() {
    service = TestService.start(TestService.config(), TestService.host(home));
    TestService.train(service.host(), "AAPL", "5b", false);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void assertProblem(TestService.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(names(answer.json())).contains("type", "title", "status", "detail");
    assertThat(answer.json().get("type").asText()).startsWith("/api/v1/docs#problem-");
    assertThat(answer.body())
        .doesNotContain("Exception", "\tat ", "at io.", "java.", "com.fasterxml", "io.github");
  }

  @Test
  void aPredictionHasWhatTheSeedPlatformPromised() {
    TestService.Answer answer = service.get(AAPL);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("X-Model")).isEqualTo("AAPL-5b-ensemble/1");
    JsonNode json = answer.json();
    assertThat(names(json))
        .contains("symbol", "prediction", "similar_patterns", "current_regime", "factors");
    assertThat(names(json.get("prediction")))
        .contains("return", "volatility", "probability", "confidence", "interval");
    JsonNode odds = json.get("prediction").get("probability");
    assertThat(
            odds.get("up").asDouble() + odds.get("down").asDouble() + odds.get("flat").asDouble())
        .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(json.get("prediction").get("volatility").asDouble()).isPositive();
  }

  @Test
  void aKnownPredictionIsTheSameToTheByteAndHasTheSameHeaders() {
    TestService.Answer first = service.get(AAPL + "&first=1");
    TestService.Answer known = service.get(AAPL + "&first=1");

    assertThat(known.body()).isEqualTo(first.body());
    for (String name :
        List.of(
            "Content-Type",
            "X-Model",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Content-Security-Policy")) {
      assertThat(known.header(name)).as(name).isNotEmpty().isEqualTo(first.header(name));
    }
  }

  @Test
  void aPredictionIsLoggedOnceHoweverOftenItIsServed() {
    for (int i = 0; i < 5; i++) {
      service.get(AAPL + "&n=" + i);
      service.get(AAPL + "&n=" + i);
    }

    PredictionLog.Reading log = PredictionLog.in(home.resolve("predictions")).read();
    assertThat(log.predictions()).hasSize(1);
    assertThat(log.duplicates()).isZero();
  }

  @Test
  void bodiesOfCallersAreAnsweredButNotLogged() {
    String bars = bars(60);
    service.get(AAPL);
    TestService.Answer answer =
        service.post(
            "/api/v1/ml/predict",
            "{\"symbol\":\"AAPL\",\"horizon\":\"5b\",\"sequences\":[" + bars + "," + bars + "]}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("predictions")).hasSize(2);
    assertThat(json.get("confidence_intervals")).hasSize(2);
    assertThat(json.get("predictions").get(0)).isEqualTo(json.get("predictions").get(1));
    assertThat(names(json)).contains("model", "version", "feature_importance");
    assertThat(PredictionLog.in(home.resolve("predictions")).read().predictions()).hasSize(1);
  }

  /** Days of a slow wave around 100. */
  private static String bars(int count) {
    List<String> bars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bars.add(
          String.format(
              Locale.ROOT,
              "{\"time\":\"%sT21:00:00Z\",\"close\":%.4f,\"volume\":1000}",
              java.time.LocalDate.of(2014, 1, 1).plusDays(i),
              100 + 3 * Math.sin(i / 4.0) + 0.1 * i));
    }
    return "[" + String.join(",", bars) + "]";
  }

  @Test
  void theMoodOfNewsIsReported() {
    TestService.Answer answer =
        service.post(
            "/api/v1/ml/predict",
            "{\"symbol\":\"AAPL\",\"horizon\":\"5b\",\"include_sentiment\":true,\"news\":["
                + "{\"time\":\"2013-12-31T12:00:00Z\",\"text\":\"Apple beats estimates, great"
                + " quarter\"}]}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().get("sentiment").get("score").asDouble()).isPositive();
    assertThat(answer.json().get("sentiment").get("texts").asInt()).isEqualTo(1);
  }

  @Test
  void aVersionCanBeAskedForByNumberAndAlias() {
    for (String version : List.of("1", "latest", "champion")) {
      TestService.Answer answer =
          service.post(
              "/api/v1/ml/predict",
              "{\"symbol\":\"AAPL\",\"horizon\":\"5b\",\"model_version\":\"" + version + "\"}");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.json().get("version").asInt()).isEqualTo(1);
    }
  }

  private static List<String> anomalies(double perThousand) {
    TestService.Answer answer =
        service.post(
            "/api/v1/ml/anomaly-detection",
            "{\"ticker\":\"BTC-USD\",\"last_bars\":500,\"per_thousand\":" + perThousand + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("bars").asInt()).isEqualTo(500);
    List<String> times = json.get("anomalies").findValuesAsText("time");
    assertThat(times)
        .allMatch(time -> time.compareTo(json.get("from").asText()) >= 0)
        .allMatch(time -> time.compareTo(json.get("to").asText()) <= 0);
    return times;
  }

  @Test
  void anomaliesLieInTheBarsThatWereAskedForAndMoreFalseAlarmsShowMore() {
    assertThat(anomalies(0.1)).isNotEmpty();
    assertThat(anomalies(20)).hasSizeGreaterThan(anomalies(0.1).size());
  }

  @Test
  void modelsNameTheirChampion() {
    JsonNode models = service.get("/api/v1/ml/models").json().get("models");

    assertThat(models.findValuesAsText("name")).contains("AAPL-5b-ensemble");
    JsonNode model = models.get(0);
    assertThat(model.get("champion").asInt()).isEqualTo(1);
    assertThat(model.get("versions")).hasSize(1);
  }

  @Test
  void theDashboardKnowsTickersAndTheirForecast() {
    JsonNode overview = service.get("/api/v1/ml/dashboard").json();
    assertThat(overview.get("tickers").findValuesAsText("ticker"))
        .containsExactly("AAPL", "BTC-USD");

    JsonNode view = service.get("/api/v1/ml/dashboard/AAPL?horizon=5b").json();
    assertThat(view.get("closes")).hasSize(60);
    assertThat(view.get("fan").get("quantiles")).hasSize(5);
    assertThat(view.get("history")).isNotEmpty();
    assertThat(service.get("/api/v1/ml/dashboard/AAPL?horizon=5b").json()).isEqualTo(view);
  }

  @Test
  void metricsCountCallsByRouteAndKnowWhatServes() {
    service.get(AAPL);
    service.get(AAPL);
    String text = service.get("/metrics").body();

    assertThat(text)
        .contains(
            "quantml_http_requests_total{route=\"/api/v1/ml/predictions/{ticker}\",status=\"200\"}",
            "quantml_model_version{model=\"models:/AAPL-5b-ensemble@champion\"} 1.0",
            "quantml_jobs{state=\"failed\"}",
            "jvm_memory_used_bytes");
  }

  @Test
  void theServiceIsUp() {
    TestService.Answer answer = service.get("/health");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("status").asText()).isEqualTo("up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/docs",
        "/api/v1/openapi.json",
        "/assets/dashboard.js",
        "/assets/dashboard.css",
        "/assets/docs.js",
        "/assets/echarts.min.js",
        "/assets/swagger-ui.css",
        "/assets/swagger-ui-bundle.js",
        "/favicon.ico"
      })
  void pagesComeFromTheServiceAlone(String path) {
    TestService.Answer page = service.get(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
    if (page.header("Content-Type").startsWith("text/html")) {
      assertThat(page.body()).doesNotContain("src=\"http", "href=\"http", "//cdn");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | GET    | /api/v1/ml/predictions/AAPL?horizon=soon | |
          404 | GET    | /api/v1/ml/predictions/NONE | |
          404 | GET    | /api/v1/ml/predictions/AAPL?horizon=7b | |
          404 | GET    | /nowhere | |
          404 | GET    | /api/v1/ml/jobs/00000000-0000-0000-0000-000000000000 | |
          404 | DELETE | /api/v1/ml/jobs/x | |
          404 | GET    | /api/v1/ml/dashboard/NONE | |
          405 | PUT    | /api/v1/ml/models | |
          409 | GET    | /api/v1/ml/predictions/BTC-USD?horizon=30d | |
          400 | POST   | /api/v1/ml/predict | {'symbol':'AAPL' |
          400 | POST   | /api/v1/ml/predict | null |
          400 | POST   | /api/v1/ml/predict | {} |
          400 | POST   | /api/v1/ml/predict | {'symbol':3} |
          400 | POST   | /api/v1/ml/predict | {'symbol':'AAPL','unknown':1} |
          400 | POST   | /api/v1/ml/predict | {'symbol':'AAPL','horizon':'5b','sequences':[[]]} |
          400 | POST   | /api/v1/ml/predict | {'symbol':'AAPL','horizon':'5b','sequences':[[{'close':1}]]} |
          404 | POST   | /api/v1/ml/predict | {'symbol':'AAPL','horizon':'5b','model_version':'9'} |
          404 | POST   | /api/v1/ml/predict | {'symbol':'AAPL','horizon':'5b','model_name':'none'} |
          422 | POST   | /api/v1/ml/predict | {'symbol':'AAPL','horizon':'5b','sequences':[[{'time':'2014-01-01T00:00:00Z','close':-1}]]} |
          400 | POST   | /api/v1/ml/anomaly-detection | {'ticker':'AAPL','last_bars':0} |
          400 | POST   | /api/v1/ml/anomaly-detection | {'ticker':'AAPL','per_thousand':21} |
          400 | POST   | /api/v1/ml/anomaly-detection | {'ticker':'AAPL','per_thousand':5e-324} |
          400 | POST   | /api/v1/ml/anomaly-detection | {'ticker':'AAPL','last_bars':1.5} |
          400 | POST   | /api/v1/ml/anomaly-detection | {'ticker':'AAPL','last_bars':null} |
          404 | POST   | /api/v1/ml/anomaly-detection | {'ticker':'NONE'} |
          400 | POST   | /api/v1/ml/predict | {'symbol':'AAPL','horizon':'5b','news':[{'time':0,'text':'x'}]} |
          400 | POST   | /api/v1/ml/predict | {'symbol':'AAPL','horizon':'5b','news':[{'time':'soon','text':'x'}]} |
          400 | POST   | /api/v1/ml/train | {'horizon':'5b'} |
          404 | POST   | /api/v1/ml/train | {'ticker':'AAPL','horizon':'5b','members':['none']} |
          404 | POST   | /api/v1/ml/train | {'ticker':'AAPL','horizon':'5b','model':'none'} |
          """)
  void errorsAreProblems(int status, String method, String path, String body) {
    TestService.Answer answer =
        service.send(
            method, path, body == null ? null : body.replace('\'', '"'), "application/json");
    assertProblem(answer, status);
    if (status == 405) {
      assertThat(answer.header("Allow")).isEqualTo("GET");
    }
  }

  @Test
  void errorsOfBarsNameTheRow() {
    TestService.Answer answer =
        service.post(
            "/api/v1/ml/predict",
            "{\"symbol\":\"AAPL\",\"horizon\":\"5b\",\"sequences\":[["
                + "{\"time\":\"2014-01-02T00:00:00Z\",\"close\":1},"
                + "{\"time\":\"2014-01-01T00:00:00Z\",\"close\":1}]]}");
    assertProblem(answer, 422);
    assertThat(answer.json().get("detail").asText()).contains("sequences[0][1]");
  }

  @Test
  void onlyJsonIsRead() {
    assertProblem(service.send("POST", "/api/v1/ml/predict", "symbol=AAPL", "text/plain"), 415);
  }

  @Test
  void aDeepBodyIsRefused() {
    assertProblem(service.post("/api/v1/ml/predict", "[".repeat(5_000)), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/v1/ml/predictions/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "RUBBISH\r\n\r\n"
      })
  void brokenHttpIsAProblemToo(String request) {
    assertThat(service.raw(request))
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json", "\"status\":400")
        .doesNotContain("<html", "Exception");
  }

  @Test
  void theDocumentAndTheRoutesAreTheSame() {
    Set<String> documented = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path :
        service.get("/api/v1/openapi.json").json().get("paths").properties()) {
      for (String method : names(path.getValue())) {
        documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }

    Set<String> routes = service.service().routes();
    // The dashboard's own data and the pages are no promise to callers.
    routes.removeIf(
        route -> route.contains("/ml/dashboard") || Pages.isPage(route.substring("GET ".length())));
    assertThat(routes).isEqualTo(documented);
  }
}
