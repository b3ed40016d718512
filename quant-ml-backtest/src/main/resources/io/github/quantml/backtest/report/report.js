// SPDX-License-Identifier: Apache-2.0
(function () {
  'use strict';
  var root = document.documentElement;
  root.dataset.errors = '0';
  window.addEventListener('error', function () {
    root.dataset.errors = String(Number(root.dataset.errors) + 1);
  });

  var data = JSON.parse(document.getElementById('data').textContent);
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  var calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  var live = [];

  function ink(name) {
    return getComputedStyle(root).getPropertyValue('--' + name).trim();
  }
  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) {
      return '&#' + c.charCodeAt(0) + ';';
    });
  }
  function percent(v, digits) {
    return (100 * v).toFixed(digits === undefined ? 2 : digits) + ' %';
  }
  function money(v) {
    return v.toLocaleString('en', { maximumFractionDigits: v < 10 ? 3 : v < 1000 ? 2 : 0 });
  }
  function day(t) {
    var d = new Date(t).toISOString();
    return d.slice(11, 16) === '00:00' ? d.slice(0, 10) : d.slice(0, 16).replace('T', ' ');
  }
  function dot(colour) {
    return '<span style="display:inline-block;width:9px;height:9px;border-radius:50%;' +
      'margin-right:7px;background:' + colour + '"></span>';
  }

  function base() {
    return {
      animation: !calm,
      animationDuration: 350,
      textStyle: { fontFamily: 'inherit', color: ink('soft') },
      tooltip: {
        trigger: 'axis', confine: true, backgroundColor: ink('card'), borderColor: ink('line'),
        borderWidth: 1, padding: [8, 12], textStyle: { color: ink('ink'), fontSize: 12.5 },
        axisPointer: { lineStyle: { color: ink('muted'), type: 'solid' } }
      },
      grid: { left: 8, right: 16, top: 34, bottom: 8, containLabel: true }
    };
  }
  function axis(kind, more) {
    var a = {
      type: kind,
      axisLine: { show: kind !== 'value', onZero: false, lineStyle: { color: ink('line') } },
      axisTick: { show: false },
      axisLabel: { color: ink('muted'), fontSize: 11.5, hideOverlap: true },
      splitLine: { show: kind === 'value', lineStyle: { color: ink('grid') } },
      nameTextStyle: { color: ink('muted'), fontSize: 11.5 }
    };
    Object.keys(more || {}).forEach(function (k) {
      a[k] = k === 'axisLabel' ? Object.assign(a[k], more[k]) : more[k];
    });
    return a;
  }
  function legend(names) {
    return {
      data: names, top: 0, left: 8, icon: 'roundRect', itemWidth: 14, itemHeight: 4,
      textStyle: { color: ink('soft'), fontSize: 12 }, inactiveColor: ink('line')
    };
  }
  function line(name, points, colour, more) {
    return Object.assign({
      name: name, type: 'line', data: points, showSymbol: false, symbolSize: 7,
      lineStyle: { width: 1.8, color: colour }, itemStyle: { color: colour },
      emphasis: { disabled: true }
    }, more || {});
  }
  function timeTip(format) {
    return function (rows) {
      rows = rows.filter(function (r) { return r.seriesName !== ''; });
      if (!rows.length) { return ''; }
      return day(rows[0].value[0]) + rows.map(function (r) {
        return '<br>' + dot(r.color) + escape(r.seriesName) + '&nbsp; <b>' +
          format(r.value[1]) + '</b>';
      }).join('');
    };
  }
  function zoom(axes) {
    return [{
      type: 'inside', xAxisIndex: axes || [0], filterMode: 'none', zoomOnMouseWheel: 'ctrl'
    }, {
      type: 'slider', xAxisIndex: axes || [0], filterMode: 'none', height: 18, bottom: 4,
      borderColor: 'transparent', backgroundColor: ink('neutral'), fillerColor: ink('fill'),
      handleStyle: { color: ink('card'), borderColor: ink('muted') },
      moveHandleSize: 0, showDetail: false,
      dataBackground: {
        lineStyle: { color: ink('rival'), width: 1 }, areaStyle: { color: ink('grid') }
      },
      selectedDataBackground: {
        lineStyle: { color: ink('series'), width: 1 }, areaStyle: { color: ink('fill') }
      }
    }];
  }

  function bounds(lists) {
    var low = Infinity, high = -Infinity;
    lists.forEach(function (list) {
      list.forEach(function (p) {
        if (p[1] > 0) { low = Math.min(low, p[1]); high = Math.max(high, p[1]); }
      });
    });
    return { low: low, high: high };
  }

  /** Round numbers between two positive ones: 1, 2, 5, else finer, else equal steps. */
  function round(low, high) {
    var sets = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 4, 6, 8]];
    var out = [];
    sets.some(function (set) {
      out = [];
      for (var k = Math.floor(Math.log10(low)); k <= Math.log10(high); k++) {
        set.forEach(function (m) { out.push(Number((m * Math.pow(10, k)).toPrecision(3))); });
      }
      out = out.filter(function (v) { return v >= low && v <= high; });
      return out.length >= 4;
    });
    if (out.length < 4) {
      var unit = Math.pow(10, Math.floor(Math.log10((high - low) / 4 || low / 100)));
      var step = [1, 2, 5, 10].map(function (m) { return m * unit; }).find(function (s) {
        return (high - low) / s <= 6;
      });
      out = [];
      for (var v = Math.ceil(low / step) * step; v <= high; v += step) {
        out.push(Number(v.toPrecision(8)));
      }
    }
    return out;
  }

  /** A curve on the scale of its logarithm, labelled in its own unit. */
  function logCurves(names, lists, colours, extra) {
    var b = bounds(lists);
    var o = base();
    var span = Math.log(b.high / b.low) || 0.01;
    var ticks = round(b.low, b.high);
    o.legend = legend(names);
    o.grid.bottom = 34;
    o.xAxis = axis('time');
    o.grid.left = 62;
    o.grid.containLabel = false;
    o.grid.bottom = 54;
    o.yAxis = axis('value', {
      min: Math.log(b.low) - 0.05 * span, max: Math.log(b.high) + 0.05 * span,
      axisLabel: { show: false }, splitLine: { show: false }
    });
    o.tooltip.formatter = timeTip(function (v) { return money(Math.exp(v)); });
    o.dataZoom = zoom();
    o.series = lists.map(function (list, i) {
      var points = list.filter(function (p) { return p[1] > 0; }).map(function (p) {
        return [p[0], Math.log(p[1])];
      });
      return line(names[i], points, colours[i], Object.assign(
        i === 0 ? { z: 3 } : { lineStyle: { width: 1.4, color: colours[i] } },
        i === 0 && extra ? extra : {}));
    });
    var start = lists[0].length ? lists[0][0][0] : 0;
    o.series.push({
      type: 'custom', name: '', silent: true, z: 1, tooltip: { show: false },
      encode: { x: 0, y: 1 },
      data: ticks.map(function (t) { return [start, Math.log(t)]; }),
      renderItem: function (params, api) {
        var box = params.coordSys;
        var y = api.coord([api.value(0), api.value(1)])[1];
        return {
          type: 'group',
          children: [{
            type: 'line', shape: { x1: box.x, y1: y, x2: box.x + box.width, y2: y },
            style: { stroke: ink('grid'), lineWidth: 1 }
          }, {
            type: 'text',
            style: {
              text: money(Math.exp(api.value(1))), x: box.x - 8, y: y, align: 'right',
              verticalAlign: 'middle', fill: ink('muted'), fontSize: 11.5
            }
          }]
        };
      }
    });
    return o;
  }

  var draw = {
    equity: function () {
      var e = data.equity;
      return {
        points: e.strategy.length,
        option: logCurves(['Strategy', e.benchmarkName], [e.strategy, e.benchmark],
          [ink('series'), ink('rival')])
      };
    },
    underwater: function () {
      var u = data.underwater, o = base();
      o.legend = legend(['Strategy', 'Benchmark']);
      o.xAxis = axis('time');
      o.yAxis = axis('value', {
        max: 0, axisLabel: { formatter: function (v) { return percent(v, 0); } }
      });
      o.tooltip.formatter = timeTip(percent);
      o.series = [
        line('Strategy', u.strategy, ink('down'), {
          areaStyle: { color: ink('drop'), origin: 'end' }, lineStyle: { width: 1.3 }, z: 3
        }),
        line('Benchmark', u.benchmark, ink('rival'), { lineStyle: { width: 1.2 } })
      ];
      o.series[0].lineStyle.color = ink('down');
      o.series[1].lineStyle.color = ink('rival');
      return { points: u.strategy.length, option: o };
    },
    rolling: function () {
      var r = data.rolling, o = base();
      o.axisPointer = { link: [{ xAxisIndex: 'all' }] };
      o.grid = [
        { left: 48, right: 16, top: 24, height: '36%' },
        { left: 48, right: 16, top: '56%', height: '34%' }
      ];
      o.title = [
        { text: 'Sharpe', left: 8, top: 0 }, { text: 'Beta', left: 8, top: '47%' }
      ].map(function (t) {
        t.textStyle = { color: ink('soft'), fontSize: 12, fontWeight: 500 };
        return t;
      });
      var range = bounds([r.sharpe.map(function (p) { return [p[0], p[0]]; })]);
      o.xAxis = [axis('time', { axisLabel: { show: false }, min: range.low, max: range.high }),
        axis('time', { gridIndex: 1, min: range.low, max: range.high })];
      o.yAxis = [axis('value', { splitNumber: 3 }),
        axis('value', { gridIndex: 1, splitNumber: 3 })];
      o.tooltip.formatter = timeTip(function (v) { return v.toFixed(2); });
      var zero = {
        silent: true, symbol: 'none', label: { show: false },
        lineStyle: { color: ink('muted'), type: 'solid', width: 1 }, data: [{ yAxis: 0 }]
      };
      o.series = [
        line('Sharpe', r.sharpe, ink('series'), { markLine: zero }),
        line('Beta', r.beta, ink('accent'), { xAxisIndex: 1, yAxisIndex: 1, markLine: zero })
      ];
      return { points: r.sharpe.length, option: o };
    },
    months: function () {
      var m = data.months, o = base();
      var names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov',
        'Dec'];
      var most = m.cells.reduce(function (a, c) { return Math.max(a, Math.abs(c[2])); }, 1e-6);
      var label = m.years.length <= 14;
      o.tooltip.trigger = 'item';
      o.tooltip.formatter = function (p) {
        return names[p.value[0]] + ' ' + m.years[p.value[1]] + '&nbsp; <b>' +
          percent(p.value[2]) + '</b>';
      };
      o.grid = { left: 8, right: 8, top: 4, bottom: 4, containLabel: true };
      o.xAxis = axis('category', { data: names, splitLine: { show: false },
        axisLine: { show: false }, axisLabel: { interval: 0, fontSize: 11 } });
      o.yAxis = axis('category', { data: m.years, inverse: true, axisLine: { show: false } });
      o.visualMap = {
        show: false, min: -most, max: most, dimension: 2,
        inRange: { color: [ink('down'), ink('neutral'), ink('up')] }
      };
      o.series = [{
        type: 'heatmap',
        data: m.cells.map(function (c) {
          var strong = Math.abs(c[2]) > 0.55 * most;
          return { value: c, label: { color: strong ? '#fff' : ink('ink') } };
        }),
        itemStyle: { borderColor: ink('card'), borderWidth: 2, borderRadius: 3 },
        label: {
          show: label, fontSize: 10.5,
          formatter: function (p) { return (100 * p.value[2]).toFixed(1); }
        },
        emphasis: { itemStyle: { borderColor: ink('ink') } }
      }];
      return { points: m.cells.length, option: o };
    },
    histogram: function () {
      return histogram(data.histogram, function (v) { return percent(v, 2); },
        [{ at: data.histogram.valueAtRisk, text: 'VaR ' + percent(data.histogram.valueAtRisk) }],
        0, 'bars');
    },
    logits: function () {
      var l = data.logits;
      return histogram(l, function (v) { return v.toFixed(2); },
        [{ at: 0, text: 'PBO ' + percent(l.probability, 1) }], 0, 'combinations');
    },
    adverse: function () { return excursions(0, 'worst open loss', -1); },
    favourable: function () { return excursions(1, 'best open profit', 1); },
    walk: function () {
      var w = data.walk;
      var shades = { silent: true, data: [] };
      var colours = [ink('series'), ink('rival')];
      for (var i = 0; i + 1 < w.starts.length; i += 2) {
        shades.data.push([{ xAxis: w.starts[i] }, { xAxis: w.starts[i + 1] }]);
      }
      shades.itemStyle = { color: ink('neutral'), opacity: 0.55 };
      return {
        points: w.strategy.length,
        option: logCurves(['Out of sample', 'Benchmark'], [w.strategy, w.benchmark], colours,
          { markArea: shades })
      };
    },
    folds: function () {
      var f = data.walk.folds, o = base();
      o.legend = legend(['In sample', 'Out of sample']);
      o.xAxis = axis('category', { data: f.map(function (p) { return String(p[2]); }) });
      o.yAxis = axis('value');
      o.tooltip.axisPointer = { type: 'shadow', shadowStyle: { color: ink('fill') } };
      o.tooltip.formatter = function (rows) {
        return 'Fold ' + rows[0].name + rows.map(function (r) {
          return '<br>' + dot(r.color) + r.seriesName + '&nbsp; <b>' + r.value.toFixed(2) + '</b>';
        }).join('');
      };
      o.series = [['In sample', 0, ink('rival')], ['Out of sample', 1, ink('series')]]
        .map(function (s) {
          return {
            name: s[0], type: 'bar', barGap: '10%', barMaxWidth: 16,
            itemStyle: { color: s[2], borderRadius: 3 },
            data: f.map(function (p) { return p[s[1]]; })
          };
        });
      return { points: f.length, option: o };
    },
    scatter: function () {
      var w = data.walk, o = base();
      var xs = w.folds.map(function (p) { return p[0]; });
      var low = Math.min.apply(null, xs), high = Math.max.apply(null, xs);
      o.tooltip.trigger = 'item';
      o.tooltip.formatter = function (p) {
        return p.seriesType === 'scatter'
          ? 'Fold ' + p.value[2] + '<br>in sample <b>' + p.value[0].toFixed(2) +
            '</b><br>out of sample <b>' + p.value[1].toFixed(2) + '</b>'
          : 'slope <b>' + w.slope.toFixed(2) + '</b>';
      };
      o.grid.top = 22;
      o.grid.bottom = 22;
      o.xAxis = axis('value', { name: 'in sample', nameLocation: 'middle', nameGap: 26,
        scale: true });
      o.yAxis = axis('value', { name: 'out of sample', scale: true });
      o.series = [{
        type: 'scatter', data: w.folds, symbolSize: 10,
        itemStyle: { color: ink('series'), opacity: 0.85, borderColor: ink('card'),
          borderWidth: 1 }
      }, {
        type: 'line', showSymbol: false, data: [low, high].map(function (x) {
          return [x, w.intercept + w.slope * x];
        }), lineStyle: { color: ink('down'), width: 1.6, type: 'dashed' }
      }];
      return { points: w.folds.length, option: o };
    },
    sensitivity: function () {
      var s = data.sensitivity, o = base();
      o.grid.top = 6;
      o.xAxis = axis('value', {
        axisLabel: { formatter: function (v) { return percent(v, 0); } }
      });
      o.yAxis = axis('category', {
        data: s.map(function (p) { return p[0]; }), inverse: true,
        axisLabel: { fontSize: 12, color: ink('soft') }
      });
      o.tooltip.axisPointer = { type: 'shadow', shadowStyle: { color: ink('fill') } };
      o.tooltip.formatter = function (rows) {
        return escape(rows[0].name) + '&nbsp; <b>' + percent(rows[0].value) + '</b>';
      };
      o.series = [{
        type: 'bar', barMaxWidth: 26,
        data: s.map(function (p) {
          return {
            value: p[1],
            itemStyle: { color: p[1] >= 0 ? ink('up') : ink('down'), borderRadius: 4 }
          };
        }),
        label: {
          show: true, position: 'right', color: ink('soft'), fontSize: 12,
          formatter: function (p) { return percent(p.value, 1); }
        }
      }];
      return { points: s.length, option: o };
    }
  };

  /** Bars between edges: a rectangle each, on a true scale. */
  function histogram(h, format, marks, pivot, what) {
    var o = base();
    o.tooltip.trigger = 'item';
    o.tooltip.formatter = function (p) {
      return format(p.value[0]) + ' to ' + format(p.value[1]) + '&nbsp; <b>' + p.value[2] +
        '</b> ' + what;
    };
    o.grid.top = 24;
    o.xAxis = axis('value', {
      min: h.lower, max: h.lower + h.width * h.counts.length, splitLine: { show: false },
      axisLabel: {
        showMinLabel: false, showMaxLabel: false,
        formatter: function (v) { return format(v).replace(/\.?0+( %)?$/, '$1'); }
      }
    });
    o.yAxis = axis('value');
    o.series = [{
      type: 'custom', encode: { x: [0, 1], y: 2 },
      data: h.counts.map(function (c, i) {
        return [h.lower + i * h.width, h.lower + (i + 1) * h.width, c];
      }),
      renderItem: function (params, api) {
        var a = api.coord([api.value(0), api.value(2)]);
        var b = api.coord([api.value(1), 0]);
        var below = api.value(1) <= pivot, above = api.value(0) >= pivot;
        return {
          type: 'rect',
          shape: { x: a[0] + 0.5, y: a[1], width: Math.max(1, b[0] - a[0] - 1),
            height: b[1] - a[1], r: [2, 2, 0, 0] },
          style: { fill: below ? ink('down') : above ? ink('up') : ink('rival') }
        };
      },
      markLine: {
        silent: true, symbol: 'none',
        data: marks.map(function (m) {
          return {
            xAxis: m.at,
            lineStyle: { color: ink('ink'), width: 1.2, type: 'solid' },
            label: { formatter: m.text, color: ink('ink'), fontSize: 11.5, position: 'end' }
          };
        })
      }
    }];
    return { points: h.counts.length, option: o };
  }

  function excursions(column, what, sign) {
    var o = base();
    o.tooltip.trigger = 'item';
    o.tooltip.formatter = function (p) {
      return escape(p.value[2]) + ', ' + day(p.value[3]) + '<br>' + what + ' <b>' +
        percent(p.value[0]) + '</b><br>return <b>' + percent(p.value[1]) + '</b>';
    };
    o.grid.top = 24;
    o.grid.bottom = 22;
    o.xAxis = axis('value', {
      name: what, nameLocation: 'middle', nameGap: 26,
      axisLabel: { formatter: function (v) { return percent(v, 1); } }
    });
    o.yAxis = axis('value', {
      name: 'return', axisLabel: { formatter: function (v) { return percent(v, 1); } }
    });
    o.series = [{
      type: 'scatter', symbolSize: 8,
      data: data.trades.map(function (t) {
        return {
          value: [sign * t[column], t[2], t[3], t[4]],
          itemStyle: {
            color: t[2] > 0 ? ink('up') : ink('down'), opacity: 0.75, borderColor: ink('card'),
            borderWidth: 0.8
          }
        };
      }),
      markLine: {
        silent: true, symbol: 'none', label: { show: false }, data: [{ yAxis: 0 }],
        lineStyle: { color: ink('muted'), type: 'solid', width: 1 }
      }
    }];
    return { points: data.trades.length, option: o };
  }

  function render() {
    live.forEach(function (c) { c.dispose(); });
    live = [];
    document.querySelectorAll('.chart').forEach(function (element) {
      if (element.id === 'months') {
        var rows = data.months.years.length;
        element.style.height = Math.max(90, Math.min(300, 36 * rows + 30)) + 'px';
      }
      var drawn = draw[element.id]();
      element.dataset.points = String(drawn.points);
      var chart = echarts.init(element, null, { renderer: 'canvas' });
      chart.setOption(drawn.option);
      live.push(chart);
    });
    root.dataset.charts = String(live.length);
  }

  render();
  dark.addEventListener('change', render);
  var waiting = 0;
  window.addEventListener('resize', function () {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(function () {
      live.forEach(function (c) { c.resize(); });
    });
  });
}());
