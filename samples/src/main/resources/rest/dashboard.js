// SPDX-License-Identifier: Apache-2.0
"use strict";

const $ = (id) => document.getElementById(id);
const percent = (x, digits = 1) => (100 * x).toFixed(digits) + " %";
const day = (text) => text.slice(0, 16).replace("T", " ");

/** Labels of an axis of times: days alone where no two fall on one day. */
function labels(times) {
  const days = times.map((t) => t.slice(0, 10));
  return new Set(days).size === days.length ? days : times.map(day);
}
const colours = ["#1f4e79", "#c55a11", "#2e7d32", "#7b3fa0", "#8d6e00", "#00838f", "#b3261e", "#5b6b7a"];
const charts = {};
let overview = null;

let token = sessionStorage.getItem("token");

/** A token may come as #token=..., which no server sees; the address forgets it. */
function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    keepToken(given);
    history.replaceState(null, "", location.pathname + location.search);
  }
}

function keepToken(given) {
  token = given;
  sessionStorage.setItem("token", given);
}

/** Asks the service; shows the form for the token where one is needed. */
async function call(path, options = {}) {
  const headers = { ...(options.headers || {}) };
  if (token) headers.Authorization = "Bearer " + token;
  const answer = await fetch(path, { ...options, headers });
  if (answer.status === 401) {
    token = null;
    sessionStorage.removeItem("token");
    $("login").hidden = false;
    throw new Error("that is not the token of this service");
  }
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail || answer.statusText);
  return body;
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function table(target, heads, rows, empty) {
  target.replaceChildren();
  if (rows.length === 0) {
    target.append(element("p", empty, "empty"));
    return;
  }
  const made = element("table");
  const head = element("tr");
  heads.forEach((h) => head.append(element("th", h.text, h.number ? "number" : "")));
  made.append(head);
  rows.forEach((cells) => {
    const row = element("tr");
    cells.forEach((cell, i) => {
      const td = element("td", undefined, heads[i].number ? "number" : "");
      if (cell instanceof Node) td.append(cell);
      else td.textContent = cell;
      row.append(td);
    });
    made.append(row);
  });
  target.append(made);
}

function draw(id, option) {
  if (!charts[id]) charts[id] = echarts.init($(id), null, { renderer: "svg" });
  charts[id].setOption(
    { animation: false, textStyle: { fontFamily: "DejaVu Sans, Verdana, sans-serif" }, color: colours, ...option },
    true,
  );
}

const grid = { left: 60, right: 40, top: 30, bottom: 40 };

function drawFan(view) {
  const last = view.closes[view.closes.length - 1];
  const times = labels(view.closes.map((c) => c.time));
  const ahead = Array.from({ length: view.fan.bars }, (_, i) => "+" + (i + 1));
  const axis = times.concat(ahead);
  // The distribution is that of the end of the horizon; before it the fan widens with the root of time.
  const path = (target) =>
    Array(times.length - 1)
      .fill(null)
      .concat([last.close])
      .concat(ahead.map((_, i) => last.close + (target - last.close) * Math.sqrt((i + 1) / ahead.length)));
  const q = view.fan.quantiles;
  const band = (low, high, name, colour) => {
    const from = path(low);
    const to = path(high);
    return [
      { name: name + " low", type: "line", data: from, stack: name, symbol: "none", lineStyle: { opacity: 0 }, tooltip: { show: false } },
      {
        name, type: "line", stack: name, symbol: "none", lineStyle: { opacity: 0 }, areaStyle: { color: colour, opacity: 0.45 }, itemStyle: { color: colour },
        data: to.map((v, i) => (v === null ? null : v - from[i])), tooltip: { show: false },
      },
    ];
  };
  draw("fan", {
    grid,
    legend: {
      top: 0,
      itemGap: 24,
      data: ["close", "median", "90 % of outcomes", "half of outcomes", "conformal interval"].map((name) => ({
        name,
        icon: name.includes("outcomes") ? "rect" : "path://M0 4 L20 4 L20 6 L0 6 Z",
      })),
    },
    tooltip: { trigger: "axis" },
    xAxis: { type: "category", data: axis, axisLabel: { hideOverlap: true } },
    yAxis: { type: "value", scale: true },
    series: [
      ...band(q["0.05"], q["0.95"], "90 % of outcomes", "#9fc3e4"),
      ...band(q["0.25"], q["0.75"], "half of outcomes", "#4f8fc7"),
      { name: "close", type: "line", data: view.closes.map((c) => c.close), symbol: "none", lineStyle: { color: "#1c2733", width: 1.5 }, itemStyle: { color: "#1c2733" } },
      { name: "median", type: "line", data: path(q["0.5"]), symbol: "none", lineStyle: { color: "#1f4e79", type: "dashed" }, itemStyle: { color: "#1f4e79" } },
      {
        // A line that marks does not stretch the axis; points of no size do.
        name: "ends of the interval", type: "scatter", symbolSize: 0, tooltip: { show: false },
        data: [view.fan.lower, view.fan.upper].map((end) => [axis[axis.length - 1], end]),
      },
      {
        name: "conformal interval", type: "line", symbol: "none", itemStyle: { color: "#c55a11" },
        lineStyle: { color: "#c55a11", width: 3 },
        data: axis.map(() => null),
        markLine: {
          symbol: ["none", "none"], lineStyle: { color: "#c55a11", width: 3, type: "solid" }, label: { show: false },
          data: [[{ coord: [axis[axis.length - 1], view.fan.lower] }, { coord: [axis[axis.length - 1], view.fan.upper] }]],
        },
      },
    ],
  });
}

function drawRegimes(view) {
  const known = view.history.filter((h) => h.regime >= 0);
  const count = Math.max(1, ...known.map((h) => h.regime + 1), view.regimes.length);
  const names = Array.from({ length: count }, (_, i) => (view.regimes[i] ? view.regimes[i].label : "state " + (i + 1)));
  draw("regimes", {
    grid: [
      { left: 130, right: 40, top: 5, height: 70 },
      { left: 130, right: 40, top: 120, bottom: 25 },
    ],
    tooltip: {},
    xAxis: [
      { type: "value", min: 0, max: 1, axisLabel: { formatter: (v) => percent(v, 0) } },
      { type: "category", gridIndex: 1, data: labels(known.map((h) => h.time)), axisLabel: { hideOverlap: true } },
    ],
    yAxis: [
      { type: "category", data: names },
      { type: "category", gridIndex: 1, data: names },
    ],
    series: [
      { type: "bar", data: view.regimes.map((r) => r.probability), itemStyle: { color: "#4f8fc7" } },
      { type: "line", xAxisIndex: 1, yAxisIndex: 1, step: "end", symbol: "none", data: known.map((h) => names[h.regime]) },
    ],
  });
}

function drawWeights(view) {
  const names = Object.keys(view.weights).filter((name) => view.history.some((h) => h.weights[name] > 0));
  draw("weights", {
    grid: { ...grid, top: 60 },
    legend: { top: 0, type: "scroll" },
    tooltip: { trigger: "axis", valueFormatter: (v) => percent(v) },
    xAxis: { type: "category", data: labels(view.history.map((h) => h.time)), axisLabel: { hideOverlap: true } },
    yAxis: { type: "value", min: 0, max: 1, axisLabel: { formatter: (v) => percent(v, 0) } },
    series: names.map((name) => ({
      name, type: "line", stack: "all", areaStyle: {}, symbol: "none", lineStyle: { width: 0.5 },
      data: view.history.map((h) => h.weights[name] || 0),
    })),
  });
}

function drawCalibration(view) {
  const most = Math.min(1, Math.max(0.6, ...view.calibration.map((b) => Math.ceil(10 * b.said + 0.5) / 10)));
  draw("calibration", {
    grid,
    tooltip: { formatter: (p) => (p.data ? `said ${percent(p.data[0])}, came ${percent(p.data[1])}, ${p.data[2]} forecasts` : "") },
    xAxis: { type: "value", min: 0.3, max: most, name: "said", nameLocation: "middle", nameGap: 24, axisLabel: { formatter: (v) => percent(v, 0) } },
    yAxis: { type: "value", min: 0, max: 1, name: "came", axisLabel: { formatter: (v) => percent(v, 0) } },
    series: [
      { type: "line", data: [[0.3, 0.3], [most, most]], symbol: "none", lineStyle: { color: "#c9d2da", type: "dashed" }, tooltip: { show: false } },
      {
        type: "scatter", data: view.calibration.map((b) => [b.said, b.came, b.count]), itemStyle: { color: "#1f4e79" },
        symbolSize: (d) => 6 + Math.min(24, Math.sqrt(d[2])),
      },
    ],
  });
}

function drawCoverage(view) {
  draw("coverage", {
    grid,
    tooltip: { trigger: "axis", valueFormatter: (v) => percent(v) },
    xAxis: { type: "category", data: labels(view.history.map((h) => h.time)), axisLabel: { hideOverlap: true } },
    yAxis: { type: "value", min: 0.5, max: 1, axisLabel: { formatter: (v) => percent(v, 0) } },
    series: [
      {
        name: "coverage", type: "line", symbol: "none", data: view.history.map((h) => h.coverage),
        markLine: { symbol: "none", lineStyle: { color: "#c55a11" }, data: [{ yAxis: view.coverage_level }], label: { formatter: "promised", position: "insideEndBottom" } },
      },
    ],
  });
}

function drawNumbers(view) {
  const numbers = [
    [percent(view.expected_return, 2), "expected return"],
    [percent(view.volatility, 2), "volatility"],
    [`${percent(view.up, 0)} / ${percent(view.flat, 0)} / ${percent(view.down, 0)}`, "up / flat / down"],
    [`${view.fan.lower.toPrecision(6)} to ${view.fan.upper.toPrecision(6)}`, `${percent(view.fan.level, 0)} interval of the price`],
    [percent(view.confidence, 0), "confidence"],
    [view.regime || "unknown", "regime"],
    [percent(view.coverage), `coverage so far of ${percent(view.coverage_level, 0)}`],
    [`${view.log_score.toFixed(3)} (${view.random_walk_log_score.toFixed(3)})`, "log score (random walk)"],
    [`version ${view.version}`, view.model],
  ];
  $("numbers").replaceChildren(
    ...numbers.map(([value, label]) => {
      const box = element("div");
      box.append(element("b", value), element("span", label));
      return box;
    }),
  );
}

function drawTables(view) {
  table(
    $("drift"),
    [{ text: "column" }, { text: "stability index", number: true }, { text: "p, adjusted", number: true }, { text: "" }],
    view.drift.map((d) => [d.name, d.stability.toFixed(3), d.p_adjusted.toFixed(3), element("span", d.drifted ? "drifted" : "as trained", d.drifted ? "bad" : "good")]),
    "Too few bars to compare.",
  );
  table(
    $("findings"),
    [{ text: "about" }, { text: "subject" }, { text: "what" }],
    view.findings.map((f) => [f.kind.toLowerCase().replace("_", " "), f.subject, element("span", f.text, f.confirmed ? "bad" : "")]),
    `Nothing to report; ${view.scored} served predictions have their outcome.`,
  );
}

function drawLists() {
  table(
    $("models"),
    [{ text: "model" }, { text: "serves", number: true }, { text: "versions", number: true }, { text: "newest" }],
    overview.models.map((m) => [m.name, m.champion ?? "none", String(m.versions.length), m.versions.length ? day(m.versions[0].created) : ""]),
    "No model is registered yet: train one.",
  );
  table(
    $("jobs"),
    [{ text: "queued" }, { text: "what" }, { text: "state" }, { text: "" }],
    overview.jobs.slice(0, 12).map((j) => {
      const state = element("span", j.state, j.state === "failed" ? "bad" : j.state === "succeeded" ? "good" : "");
      const about = j.state === "running" && j.stage ? `${j.stage} ${j.percent ?? 0} %` : j.error || "";
      return [day(j.created), `${j.request.model} of ${j.request.ticker}, ${j.request.horizon}`, state, about];
    }),
    "No jobs yet.",
  );
}

function note(text, bad) {
  $("note").textContent = text;
  $("note").className = bad ? "bad" : "";
}

function fill(select, values, chosen) {
  select.replaceChildren(...values.map((v) => element("option", v)));
  if (values.includes(chosen)) select.value = chosen;
}

async function refreshOverview() {
  overview = await call("/api/v1/ml/dashboard");
  if (overview.job_dashboard_port > 0) {
    $("jobboard").href = `http://127.0.0.1:${overview.job_dashboard_port}/dashboard`;
    $("jobboard").hidden = false;
  }
  drawLists();
}

/** Lists anew; a model that was waited for is shown. */
async function refreshAll() {
  await refreshOverview();
  const entry = overview.tickers.find((t) => t.ticker === $("ticker").value);
  chooseHorizons();
  if (document.body.dataset.ready === "false" && entry && entry.horizons.includes($("horizon").value)) {
    await refreshTicker();
  }
}

function chooseHorizons(asked) {
  const entry = overview.tickers.find((t) => t.ticker === $("ticker").value);
  const trained = entry ? entry.horizons : [];
  const all = [...trained, ...["5b", "21b"].filter((h) => !trained.includes(h))];
  fill($("horizon"), all, asked || $("horizon").value);
}

async function refreshTicker() {
  const entry = overview.tickers.find((t) => t.ticker === $("ticker").value);
  if (!entry || !entry.horizons.includes($("horizon").value)) {
    document.body.dataset.ready = "false";
    note("no model yet: train one", false);
    return;
  }
  try {
    const view = await call(`/api/v1/ml/dashboard/${encodeURIComponent(entry.ticker)}?horizon=${$("horizon").value}`);
    document.body.dataset.ready = "true"; // before the charts take their sizes
    drawNumbers(view);
    drawFan(view);
    drawRegimes(view);
    drawWeights(view);
    drawCalibration(view);
    drawCoverage(view);
    drawTables(view);
    note(`as of ${day(view.as_of)}`, false);
  } catch (error) {
    note(error.message, true);
  }
}

async function train() {
  try {
    const job = await call("/api/v1/ml/train", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ticker: $("ticker").value, horizon: $("horizon").value }),
    });
    note(`job ${job.job_id} is ${job.state}`, false);
    await refreshOverview();
  } catch (error) {
    note(error.message, true);
  }
}

async function show() {
  try {
    await refreshOverview();
    const asked = new URLSearchParams(location.search);
    const trained = overview.tickers.find((t) => t.horizons.length > 0);
    fill($("ticker"), overview.tickers.map((t) => t.ticker), asked.get("ticker") || (trained ? trained.ticker : ""));
    chooseHorizons(asked.get("horizon"));
    await refreshTicker();
  } catch (error) {
    note(error.message, true);
  }
}
/** Looks whether a token is needed before anything is refused. */
async function start() {
  takeToken();
  $("login").addEventListener("submit", (event) => {
    event.preventDefault();
    keepToken($("token").value);
    $("login").hidden = true;
    show();
  });
  const health = await (await fetch("/health")).json();
  if (health.token_needed && !token) {
    $("login").hidden = false;
    note("this service asks for its token", false);
  } else {
    await show();
  }
  $("ticker").addEventListener("change", () => { chooseHorizons(); refreshTicker(); });
  $("horizon").addEventListener("change", refreshTicker);
  $("train").addEventListener("click", train);
  window.addEventListener("resize", () => Object.values(charts).forEach((c) => c.resize()));
  setInterval(() => {
    if ($("login").hidden) refreshAll().catch((e) => note(e.message, true));
  }, 5000);
}

start();
