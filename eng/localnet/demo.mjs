#!/usr/bin/env node
// One paid job on the local network, from post to close: starts the network if it is not up, then tells the story.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { EXIT, NetworkRefusal } from './exit-codes.mjs';
import { readClockSkewSeconds } from './health.mjs';
import { readOptions, ROOT } from './options.mjs';
import { runTool } from './seed.mjs';
import { StateFiles } from './state-files.mjs';

// A worker takes no jobs while the chain's clock is a minute off its own.
const MAX_SKEW_SECONDS = 30;

try {
  const options = readOptions();
  const known = new StateFiles(options.stateFolder).readEndpoints();
  if (known && (await readClockSkewSeconds(known)) > MAX_SKEW_SECONDS) {
    console.log("note: time travel has moved this network's clock; a fresh network takes its place");
    run('down.mjs');
  }
  run('up.mjs');
  process.exitCode = await runTool('demo', options.stateFolder);
} catch (error) {
  console.error(error instanceof NetworkRefusal ? error.message : error.stack);
  process.exitCode = error instanceof NetworkRefusal ? error.exitCode : EXIT.failed;
}

function run(script) {
  const { status } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'eng', 'localnet', script), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  if (status !== EXIT.ok) {
    process.exit(status ?? EXIT.failed);
  }
}
