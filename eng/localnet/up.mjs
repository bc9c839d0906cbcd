#!/usr/bin/env node
// Starts the local network in the background and returns when it is ready and in its seed state; a second run finds it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, identify, isRunning } from './processes.mjs';
import { EXIT, NetworkRefusal } from './exit-codes.mjs';
import { isHealthy } from './health.mjs';
import { readOptions, ROOT } from './options.mjs';
import { seed } from './seed.mjs';
import { StateFiles } from './state-files.mjs';

const READY_SECONDS = 60;
const LOG_LINES_SHOWN = 20;

async function up(options) {
  const state = new StateFiles(options.stateFolder);
  const running = state.readProcesses().filter(isRunning);
  const known = state.readEndpoints();
  if (running.length > 0 && known && (await isHealthy(known))) {
    await seed(options);
    return known;
  }
  for (const leftover of running) {
    await end(leftover);
  }
  state.removeEndpoints();
  const child = startNetwork(options, state);
  state.writeProcesses([identify(child.pid, 'network')].filter(Boolean));
  try {
    const endpoints = await waitUntilReady(child, state);
    await seed(options);
    return endpoints;
  } catch (error) {
    for (const started of state.readProcesses().filter(isRunning)) {
      await end(started);
    }
    state.removeEndpoints();
    state.removeProcesses();
    throw error;
  }
}

function startNetwork(options, state) {
  const log = fs.openSync(state.logPath, 'w');
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'eng', 'localnet', 'network.mjs'), ...process.argv.slice(2), '--state', options.stateFolder],
    { cwd: ROOT, detached: true, stdio: ['ignore', log, log] },
  );
  fs.closeSync(log);
  child.unref();
  return child;
}

async function waitUntilReady(child, state) {
  const deadline = performance.now() + READY_SECONDS * 1_000;
  while (performance.now() < deadline) {
    const endpoints = state.readEndpoints();
    if (endpoints?.processId === child.pid) {
      return endpoints;
    }
    if (child.exitCode !== null) {
      throw failure(child.exitCode || EXIT.failed, `the local network ended with exit code ${child.exitCode}`, state);
    }
    await sleep(50);
  }
  throw failure(EXIT.failed, `the local network was not ready after ${READY_SECONDS} s`, state);
}

function failure(exitCode, message, state) {
  const lines = fs.readFileSync(state.logPath, 'utf8').trimEnd().split('\n').slice(-LOG_LINES_SHOWN);
  return new NetworkRefusal(exitCode, `${message}; its last lines:\n  ${lines.join('\n  ')}`, `see ${state.logPath}`);
}

try {
  const { rpc, webSocket, faucet, genesis } = await up(readOptions());
  console.log(`local network ready\n  rpc      ${rpc}\n  ws       ${webSocket}\n  faucet   ${faucet}\n  genesis  ${genesis}`);
} catch (error) {
  console.error(error instanceof NetworkRefusal ? error.message : error.stack);
  process.exitCode = error instanceof NetworkRefusal ? error.exitCode : EXIT.failed;
}
