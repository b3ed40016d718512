// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects an answer into a stream and gives up on it once it is too long. */
final class BoundedBody implements BodySubscriber<Long> {
  private final OutputStream out;
  private final long limit;
  private final CompletableFuture<Long> length = new CompletableFuture<>();
  private long received;
  private Flow.@Nullable Subscription subscription;

  BoundedBody(OutputStream out, long limit) {
    this.out = out;
    this.limit = limit;
  }

  static BoundedBody of(ByteArrayOutputStream out, long limit) {
    return new BoundedBody(out, limit);
  }

  @Override
  public CompletionStage<Long> getBody() {
    return length;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (length.isDone()) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        received += buffer.remaining();
        if (received > limit) {
          throw new IOException("answer longer than the limit of " + limit + " bytes");
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        out.write(bytes);
      }
    } catch (IOException e) {
      Flow.Subscription s = subscription;
      if (s != null) {
        s.cancel();
      }
      length.completeExceptionally(e);
    }
  }

  @Override
  public void onError(Throwable error) {
    length.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    length.complete(received);
  }
}
