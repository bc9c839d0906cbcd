// Runs the suites named on the command line one after the other, streams what they print, and ends with
// a table and one line `N passed, N failed` that adds up every suite.
//
//   node eng/test/run.mjs suites            the fast suites
//   node eng/test/run.mjs suites checks     and format, analyzers, generated files, artifacts
import { spawn } from 'node:child_process';
import { countOf } from './counts.mjs';
import { suites } from './suites.mjs';

const kinds = process.argv.slice(2);
if (kinds.length === 0 || kinds.some((kind) => !(kind in suites))) {
  console.error(`usage: run.mjs ${Object.keys(suites).map((kind) => `[${kind}]`).join(' ')}`);
  process.exit(2);
}

const results = [];
for (const kind of kinds) {
  for (const suite of suites[kind]) {
    results.push(await run(suite));
  }
}

console.log();
for (const { name, passed, failed, notRun, seconds } of results) {
  const rest = notRun > 0 ? `, ${notRun} not run` : '';
  console.log(`${name.padEnd(28)} ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(0).padStart(5)} s${rest}`);
}
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 ? 0 : 1);

async function run({ name, command, counts }) {
  console.log(`\n== ${name}: ${command.join(' ')}`);
  const started = process.hrtime.bigint();
  const [exitCode, output] = await execute(command);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const result = counts ? countOf(counts, output) : { passed: exitCode === 0 ? 1 : 0, failed: 0, notRun: 0 };
  // A runner that fails without a failed test, or that ran nothing, is itself a failure.
  if (result.failed === 0 && (exitCode !== 0 || result.passed === 0)) {
    console.log(`== ${name}: exit ${exitCode}, ${result.passed} tests passed: counted as one failure`);
    result.failed = 1;
  }
  return { name, seconds, ...result };
}

function execute([program, ...args]) {
  return new Promise((resolve) => {
    const chunks = [];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from.on('data', (chunk) => {
        chunks.push(chunk);
        to.write(chunk);
      });
    }
    child.on('error', (error) => resolve([127, error.message]));
    child.on('close', (code, signal) => resolve([code ?? `killed by ${signal}`, Buffer.concat(chunks).toString('utf8')]));
  });
}
