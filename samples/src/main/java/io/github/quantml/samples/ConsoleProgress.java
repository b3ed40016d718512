// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.Progress;
import java.util.Objects;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows progress as a bar on the error stream, so that standard output stays clean. */
public final class ConsoleProgress implements Progress, AutoCloseable {
  private final String title;
  private @Nullable ProgressBar bar;

  /** A bar that begins with its first news. */
  public ConsoleProgress(String title) {
    this.title = title;
  }

  @Override
  public synchronized void update(String stage, long done, long total) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(title)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .build();
    }
    ProgressBar shown = Objects.requireNonNull(bar);
    // Another total is another stage, which begins anew; inside one, news may overtake each other.
    boolean anew = shown.getMax() != total;
    shown.maxHint(total);
    shown.stepTo(anew ? done : Math.max(done, shown.getCurrent()));
    shown.setExtraMessage(stage);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
