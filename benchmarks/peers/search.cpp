// SPDX-License-Identifier: Apache-2.0
//
// The window of a series nearest to a query under z-normalised, banded dynamic time warping: a
// cascade of lower bounds before early-abandoning, pruned warping. A peer to measure against,
// written from the papers:
//
//   Rakthanmanon et al. (2012), Searching and mining trillions of time series subsequences under
//   dynamic time warping, section 4;
//   Lemire (2006), Streaming maximum-minimum filter;
//   Herrmann and Webb (2021), Early abandoning and pruning for elastic distances including dynamic
//   time warping, algorithm 3.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Bounds are sums in another order than the cost they bound.
constexpr double kSlack = 1 + 1e-10;

// Windows between two sums made anew, which keeps running sums from drifting.
constexpr long kAnchor = 100000;

inline double square(double d) { return d * d; }

inline double outside(double value, double low, double high) {
  return value > high ? square(value - high) : value < low ? square(low - value) : 0;
}

void envelope(const double *x, long n, long band, double *high, double *low) {
  std::vector<long> queues(2 * n);
  long *most = queues.data(), *least = queues.data() + n;
  long most_from = 0, most_to = 0, least_from = 0, least_to = 0;
  for (long i = 0; i < n + band; i++) {
    if (i < n) {
      while (most_to > most_from && x[most[most_to - 1]] <= x[i]) most_to--;
      most[most_to++] = i;
      while (least_to > least_from && x[least[least_to - 1]] >= x[i]) least_to--;
      least[least_to++] = i;
    }
    long centre = i - band;
    if (centre >= 0 && centre < n) {
      if (most[most_from] < centre - band) most_from++;
      if (least[least_from] < centre - band) least_from++;
      high[centre] = x[most[most_from]];
      low[centre] = x[least[least_from]];
    }
  }
}

// Summed cost of the best path, or infinity beyond the cutoff; tail[i] is what rows i and later
// cost at least. Columns count from 1: column 0 is the border.
double warped(const double *a, const double *b, long m, long band, double cutoff,
              const double *tail, double *above, double *row) {
  std::fill(above, above + m + 2, kInfinity);
  std::fill(row, row + m + 2, kInfinity);
  above[0] = 0;
  long first = 1, pruned = 1;
  for (long i = 1; i <= m; i++) {
    const double x = a[i - 1], limit = cutoff - tail[i];
    long j = std::max(first, i - band);
    const long last = std::min(m, i + band);
    if (j > pruned) return kInfinity;
    first = j;
    row[j - 1] = kInfinity;
    long next = j;
    double left = kInfinity;
    // Left of the first live column: no neighbour to the left.
    while (j == first && j < pruned) {
      left = square(x - b[j - 1]) + (above[j] < above[j - 1] ? above[j] : above[j - 1]);
      row[j++] = left;
      if (left <= limit) next = j; else first = j;
    }
    // Up to the pruning point: three neighbours.
    double diagonal = above[j - 1];
    for (; j < pruned; j++) {
      const double up = above[j];
      const double best = up < diagonal ? up : diagonal;
      left = square(x - b[j - 1]) + (left < best ? left : best);
      row[j] = left;
      if (left <= limit) next = j + 1;
      diagonal = up;
    }
    // At the pruning point: nothing above.
    if (j <= last) {
      const bool alone = j == first;
      diagonal = above[j - 1];
      left = square(x - b[j - 1]) + (alone || diagonal < left ? diagonal : left);
      row[j++] = left;
      if (left <= limit) next = j; else if (alone) return kInfinity;
    } else if (j == first) {
      return kInfinity;
    }
    // Beyond it: the left neighbour only.
    while (j == next && j <= last) {
      left += square(x - b[j - 1]);
      row[j++] = left;
      if (left <= limit) next = j;
    }
    pruned = next;
    std::swap(above, row);
  }
  return pruned > m ? above[m] : kInfinity;
}

// The first and last three points, each at the least of the few ways to match it.
double ends(const double *x, double mean, double inverse, const double *q, long m, double limit) {
  const double x0 = (x[0] - mean) * inverse, y0 = (x[m - 1] - mean) * inverse;
  double sum = square(x0 - q[0]) + square(y0 - q[m - 1]);
  if (sum > limit || m < 6) return sum;
  const double x1 = (x[1] - mean) * inverse;
  sum += std::min({square(x1 - q[0]), square(x0 - q[1]), square(x1 - q[1])});
  if (sum > limit) return sum;
  const double y1 = (x[m - 2] - mean) * inverse;
  sum += std::min({square(y1 - q[m - 1]), square(y0 - q[m - 2]), square(y1 - q[m - 2])});
  if (sum > limit) return sum;
  const double x2 = (x[2] - mean) * inverse;
  sum += std::min({square(x0 - q[2]), square(x1 - q[2]), square(x2 - q[2]), square(x2 - q[1]),
                   square(x2 - q[0])});
  if (sum > limit) return sum;
  const double y2 = (x[m - 3] - mean) * inverse;
  return sum + std::min({square(y0 - q[m - 3]), square(y1 - q[m - 3]), square(y2 - q[m - 3]),
                         square(y2 - q[m - 2]), square(y2 - q[m - 1])});
}

}  // namespace

// Writes the start of the nearest window and its distance. Values are finite, no window constant.
extern "C" void search(const double *x, long n, const double *query, long m, long band,
                       double *found) {
  band = std::min(band, m - 1);
  std::vector<double> q(query, query + m);
  const double centre = std::accumulate(q.begin(), q.end(), 0.0) / m;
  double squares = 0;
  for (double v : q) squares += square(v - centre);
  const double scale = 1 / std::sqrt(squares / m);
  for (double &v : q) v = (v - centre) * scale;

  std::vector<long> order(m);
  std::iota(order.begin(), order.end(), 0L);
  std::sort(order.begin(), order.end(),
            [&](long a, long b) { return std::fabs(q[a]) > std::fabs(q[b]); });
  std::vector<double> high(m), low(m), series_high(n), series_low(n);
  envelope(q.data(), m, band, high.data(), low.data());
  envelope(x, n, band, series_high.data(), series_low.data());
  // In the order they are read.
  std::vector<double> q_ordered(m), high_ordered(m), low_ordered(m);
  for (long p = 0; p < m; p++) {
    q_ordered[p] = q[order[p]];
    high_ordered[p] = high[order[p]];
    low_ordered[p] = low[order[p]];
  }

  std::vector<double> forward(m), reversed(m), z(m), tail(m + 1), above(m + 2), row(m + 2);
  double best = kInfinity, sum = 0, sum_squares = 0, origin = 0;
  long best_start = -1;
  for (long t = 0; t + m <= n; t++) {
    if (t % kAnchor == 0) {
      origin = x[t];
      sum = sum_squares = 0;
      for (long i = 0; i < m; i++) {
        sum += x[t + i] - origin;
        sum_squares += square(x[t + i] - origin);
      }
    } else {
      const double in = x[t + m - 1] - origin, out = x[t - 1] - origin;
      sum += in - out;
      sum_squares += in * in - out * out;
    }
    const double mean = origin + sum / m;
    const double inverse = 1 / std::sqrt((sum_squares - sum * sum / m) / m);
    const double limit = best * kSlack;
    if (ends(x + t, mean, inverse, q.data(), m, limit) > limit) continue;

    double window_to_query = 0;
    for (long p = 0; p < m && window_to_query <= limit; p++) {
      const double d =
          outside((x[t + order[p]] - mean) * inverse, low_ordered[p], high_ordered[p]);
      forward[order[p]] = d;
      window_to_query += d;
    }
    if (window_to_query > limit) continue;
    double query_to_window = 0;
    for (long p = 0; p < m && query_to_window <= limit; p++) {
      const long at = t + order[p];
      const double d = outside(q_ordered[p], (series_low[at] - mean) * inverse,
                               (series_high[at] - mean) * inverse);
      reversed[order[p]] = d;
      query_to_window += d;
    }
    if (query_to_window > limit) continue;

    for (long i = 0; i < m; i++) z[i] = (x[t + i] - mean) * inverse;
    const bool by_window = window_to_query >= query_to_window;
    const std::vector<double> &parts = by_window ? forward : reversed;
    tail[m] = 0;
    for (long i = m - 1; i >= 0; i--) tail[i] = tail[i + 1] + parts[i];
    const double cost =
        warped(by_window ? z.data() : q.data(), by_window ? q.data() : z.data(), m, band, limit,
               tail.data(), above.data(), row.data());
    if (cost < best) {
      best = cost;
      best_start = t;
    }
  }
  found[0] = static_cast<double>(best_start);
  found[1] = std::sqrt(best);
}
