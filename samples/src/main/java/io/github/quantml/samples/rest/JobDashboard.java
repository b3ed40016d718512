// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.quantml.api.QuantMlException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jobrunr.dashboard.JobRunrApiHandler;
import org.jobrunr.dashboard.JobRunrSseHandler;
import org.jobrunr.dashboard.JobRunrStaticFileHandler;
import org.jobrunr.dashboard.server.HttpExchangeHandler;
import org.jobrunr.dashboard.server.http.RedirectHttpHandler;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/**
 * The job library's own dashboard, on the loopback address: by itself it would listen on every
 * address. With a token it asks for user {@code jobs} and the token as password. It tells nobody
 * that it is used.
 */
final class JobDashboard implements AutoCloseable {
  private static final String POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads;
  private final List<HttpExchangeHandler> handlers;

  private JobDashboard(
      HttpServer server, ExecutorService threads, List<HttpExchangeHandler> handlers) {
    this.server = server;
    this.threads = threads;
    this.handlers = handlers;
  }

  static JobDashboard start(int port, StorageProvider storage, RestConfig config) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ExecutorService threads =
          Executors.newCachedThreadPool(
              work -> {
                Thread thread = new Thread(work, "job-dashboard");
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(threads);
      JacksonJsonMapper mapper = new JacksonJsonMapper();
      List<HttpExchangeHandler> handlers =
          List.of(
              new RedirectHttpHandler("/", "/dashboard"),
              new JobRunrStaticFileHandler(),
              new JobRunrApiHandler(storage, mapper, false),
              new JobRunrSseHandler(storage, mapper));
      Guard guard = new Guard(config);
      for (HttpExchangeHandler handler : handlers) {
        HttpContext context = server.createContext(handler.getContextPath(), handler);
        context.getFilters().add(new LocalNames(guard));
        if (!config.token().isBlank()) {
          context.setAuthenticator(new Password(config.token()));
        }
      }
      server.start();
      return new JobDashboard(server, threads, handlers);
    } catch (IOException e) {
      throw new QuantMlException(
          "port "
              + port
              + " of the job dashboard: cannot be listened on, another program may hold it;"
              + " choose one by --job-dashboard-port, 0 for none",
          e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static final class LocalNames extends Filter {
    private final Guard guard;

    LocalNames(Guard guard) {
      this.guard = guard;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      // Its page may load what it brings along and nothing else: no fonts, no news of the vendor.
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
      if (guard.isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
        chain.doFilter(exchange);
      } else {
        exchange.sendResponseHeaders(403, -1);
        exchange.close();
      }
    }

    @Override
    public String description() {
      return "answers to local names only";
    }
  }

  private static final class Password extends BasicAuthenticator {
    private final String password;

    Password(String password) {
      super("jobs");
      this.password = password;
    }

    @Override
    public boolean checkCredentials(String user, String shown) {
      return user.equals("jobs") && Guard.isEqual(password, shown);
    }
  }

  @Override
  public void close() {
    handlers.forEach(HttpExchangeHandler::close);
    server.stop(0);
    threads.shutdownNow();
  }
}
