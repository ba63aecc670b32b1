// Measures survey-core: reads one JSON work order from the file named on the command line, writes milliseconds of the processor as JSON to the second.
"use strict";
const fs = require("node:fs");
const { ExpressionRunner, FunctionFactory, Model } = require("survey-core");

const order = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const runners = order.rowConditions.map((text) => new ExpressionRunner(text));
const functions = {
  rowsWhere: ([rows, number]) => (rows || []).filter((row) => runners[number].runValues(row)).length,
  months_since: ([day]) => (Date.parse(order.today) - Date.parse(day)) / 2629800000,
  overdue: ([day]) => Date.parse(day) < Date.parse(order.today),
  mean: ([rows, column]) => (rows || []).reduce((sum, row) => sum + row[column], 0) / (rows || []).length,
  country_risk: () => "unrated",
  under_boycott: () => false,
  share_covered: ([rows, chosen, others, ref]) => {
    const picked = (rows || []).map((row, index) => [row, index]).filter(([row]) => row[chosen]);
    const pointedTo = new Set((others || []).map((other) => other[ref]));
    return (100 * picked.filter(([, index]) => pointedTo.has(index)).length) / picked.length;
  },
};
for (const [name, run] of Object.entries(functions)) FunctionFactory.Instance.register(name, run);

function made(form, data) {
  const survey = new Model(form);
  for (const [name, value] of Object.entries(order.variables)) survey.setVariable(name, value);
  survey.data = structuredClone(data);
  return survey;
}

function median(times) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function timed(work, rounds) {
  work();
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage();
    work(round);
    const used = process.cpuUsage(start);
    times.push((used.user + used.system) / 1000);
  }
  return median(times);
}

const results = {};
for (const job of order.jobs) {
  const { form, data, rounds } = job;
  if (job.what === "model") results[job.name] = timed(() => new Model(form), rounds);
  if (job.what === "score") {
    results[job.name] = timed(() => made(form, data), rounds);
    const survey = made(form, data);
    const shown = survey.getAllQuestions().filter((question) => question.isVisible).map((question) => question.name);
    results[`${job.name}.shown`] = shown;
    results[`${job.name}.points`] = Object.fromEntries(
      shown.map((name) => [name, survey.getVariable(`points_${name}`)]).filter(([, points]) => points !== undefined)
    );
  }
  if (job.what === "validate") results[job.name] = timed(() => made(form, data).validate(false), rounds);
  if (job.what === "change") {
    const survey = made(form, data);
    results[job.name] = timed((round) => survey.setValue(job.key, job.values[(round || 0) % 2]), rounds);
  }
  if (job.what === "rules") {
    const rules = job.rules.map((text) => new ExpressionRunner(text));
    results[job.name] = timed(() => rules.forEach((rule) => rule.runValues(data)), rounds);
  }
}
fs.writeFileSync(process.argv[3], JSON.stringify(results)); // survey-core writes warnings to stdout
