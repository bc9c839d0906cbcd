// The JavaScript side of `make bench`. Reads one JSON request a line, answers one JSON line:
//   { "load": workload } -> { "ready": true }
//   { "operation", "library", "milliseconds" } -> { "count", "seconds", "digest" }: as many as fit the time, and the
//   digest of the outputs of one pass over all inputs, so that every side is seen to do the same work.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { performance } from 'node:perf_hooks';
import { kitOperations } from './kit.mjs';
import { web3Operations } from './web3.mjs';

const libraries = {};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const answer = request.load ? await load(request.load) : await measure(request);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function load(workload) {
  libraries.kit = await kitOperations(workload);
  libraries.web3 = await web3Operations(workload);
  return { ready: true };
}

async function measure({ operation, library, milliseconds }) {
  const { inputs, run } = libraries[library][operation];
  const hash = createHash('sha256');
  for (const input of inputs) {
    hash.update(await run(input));
  }
  let count = 0;
  const started = performance.now();
  const end = started + milliseconds;
  while (performance.now() < end) {
    for (const input of inputs) {
      const output = run(input);
      if (output instanceof Promise) {
        await output;
      }
    }
    count += inputs.length;
  }
  return { count, seconds: (performance.now() - started) / 1000, digest: hash.digest('hex') };
}
