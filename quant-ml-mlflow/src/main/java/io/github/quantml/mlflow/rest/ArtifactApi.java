// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import io.github.quantml.mlflow.MLFlowServerException;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Files of runs through the server's artifact proxy. Thread-safe. */
public final class ArtifactApi {
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

  private final Connection connection;

  public ArtifactApi(Connection connection) {
    this.connection = connection;
  }

  /**
   * A file.
   *
   * @param path relative to the directory that was listed
   * @param size length in bytes
   */
  public record Entry(String path, long size) {}

  /** The address of a path under an artifact location. */
  public static String under(String artifactUri, String path) {
    return artifactUri.replaceAll("/+$", "") + "/" + ArtifactPaths.checked(path);
  }

  /** Streams a file to an address. */
  public void upload(String address, Path file) throws FileNotFoundException {
    connection.upload(PROXY + proxied(address), file);
  }

  /** Sends bytes to an address. */
  public void upload(String address, byte[] bytes) {
    connection.upload(PROXY + proxied(address), bytes);
  }

  /** Streams a file of at most {@code limit} bytes. */
  public void download(String address, OutputStream out, long limit) {
    connection.download(PROXY + proxied(address), out, limit);
  }

  /** The bytes of a file of at most {@code limit} bytes. */
  public byte[] download(String address, long limit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    download(address, bytes, limit);
    return bytes.toByteArray();
  }

  /** The files directly under an address; names that could leave a directory are refused. */
  public List<Entry> list(String address) {
    String path = proxied(address).substring(1);
    Json answer = connection.json("GET", PROXY + "?path=" + path, null);
    List<Entry> files = new ArrayList<>();
    for (Json file : answer.get("files").items()) {
      if (!file.get("is_dir").text().equals("true")) {
        String name = ArtifactPaths.checked(file.get("path").text());
        files.add(new Entry(name, file.get("file_size").integer(-1)));
      }
    }
    return files;
  }

  /** The path within the proxy, percent-encoded, with a slash in front. */
  private String proxied(String address) {
    URI uri;
    try {
      uri = new URI(address.replace(" ", "%20"));
    } catch (java.net.URISyntaxException e) {
      throw elsewhere(address);
    }
    if (!"mlflow-artifacts".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
      throw elsewhere(address);
    }
    boolean foreign =
        uri.getHost() != null
            && !(uri.getHost().equalsIgnoreCase(connection.base().getHost())
                && uri.getPort() == connection.base().getPort());
    if (foreign) {
      throw new MLFlowServerException(
          Kind.REFUSED,
          0,
          address + ": its files lie on another server than " + connection.base(),
          null);
    }
    StringBuilder path = new StringBuilder();
    for (String part :
        ArtifactPaths.checked(String.valueOf(uri.getPath()).replaceAll("^/+", "")).split("/", -1)) {
      path.append('/').append(TrackingApi.encoded(part));
    }
    return path.toString();
  }

  private static MLFlowServerException elsewhere(String address) {
    return new MLFlowServerException(
        Kind.REFUSED,
        0,
        address
            + ": files are kept outside the MLflow server, which this library does not reach into;"
            + " start the server with --serve-artifacts, so that it hands them through, and use a"
            + " new experiment",
        null);
  }

  /** Copies a stream of an address to a file of at most {@code limit} bytes. */
  public void downloadTo(String address, Path file, long limit) throws IOException {
    try (OutputStream out = java.nio.file.Files.newOutputStream(file)) {
      download(address, out, limit);
    }
  }
}
