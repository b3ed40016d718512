// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/** How the learning rate moves: a factor of the first rate, as a pure function of the progress. */
public sealed interface Schedule {
  /**
   * The factor of one step.
   *
   * @param epoch from 0
   * @param step over all epochs, from 0
   * @param steps there will be in all
   * @param validation validation loss of each finished epoch
   */
  double factor(int epoch, long step, long steps, List<Double> validation);

  /** Always the same. */
  record Constant() implements Schedule {
    @Override
    public double factor(int epoch, long step, long steps, List<Double> validation) {
      return 1;
    }
  }

  /**
   * Multiplied after every so many epochs.
   *
   * @param every epochs, at least 1
   * @param by in (0, 1]
   */
  record Decay(int every, double by) implements Schedule {
    public Decay {
      if (every < 1 || !(by > 0 && by <= 1)) {
        throw new IllegalArgumentException("decay: every " + every + " epochs by " + by);
      }
    }

    @Override
    public double factor(int epoch, long step, long steps, List<Double> validation) {
      return FastMath.pow(by, epoch / every);
    }
  }

  /**
   * A linear start, then half a cosine down to nothing.
   *
   * <p>Source: Loshchilov and Hutter (2017), SGDR, equation 5 without restarts.
   *
   * @param warmUp steps of the start, at least 0
   */
  record Cosine(int warmUp) implements Schedule {
    public Cosine {
      if (warmUp < 0) {
        throw new IllegalArgumentException("warmUp: must be at least 0, got " + warmUp);
      }
    }

    @Override
    public double factor(int epoch, long step, long steps, List<Double> validation) {
      if (step < warmUp) {
        return (step + 1.0) / (warmUp + 1.0);
      }
      double way = (double) (step - warmUp) / Math.max(1, steps - warmUp);
      return 0.5 * (1 + FastMath.cos(Math.PI * Math.min(1, way)));
    }
  }

  /**
   * Multiplied each time that so many epochs in a row have not improved on the best.
   *
   * @param patience epochs, at least 1
   * @param by in (0, 1)
   */
  record OnPlateau(int patience, double by) implements Schedule {
    public OnPlateau {
      if (patience < 1 || !(by > 0 && by < 1)) {
        throw new IllegalArgumentException("plateau: after " + patience + " epochs by " + by);
      }
    }

    @Override
    public double factor(int epoch, long step, long steps, List<Double> validation) {
      double best = Double.POSITIVE_INFINITY;
      int worse = 0;
      int plateaus = 0;
      for (double loss : validation) {
        if (loss < best) {
          best = loss;
          worse = 0;
        } else if (++worse == patience) {
          plateaus++;
          worse = 0;
        }
      }
      return FastMath.pow(by, plateaus);
    }
  }
}
