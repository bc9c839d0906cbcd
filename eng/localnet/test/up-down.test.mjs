import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../processes.mjs';
import { ROOT } from '../options.mjs';

const FOLDER = path.join(ROOT, 'eng', 'localnet');
let states;
let environment;

beforeEach(() => {
  states = [];
  environment = { ...process.env, HYPERNODE_PORT_BASE: '0' };
});
afterEach(() => {
  for (const state of states) {
    run('down.mjs', state);
    fs.rmSync(state, { recursive: true });
  }
});

function newState() {
  const state = fs.mkdtempSync(path.join(os.tmpdir(), 'hypernode-up-'));
  states.push(state);
  return state;
}

function run(script, state, ...flags) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(FOLDER, script), '--state', state, ...flags],
    { env: environment, encoding: 'utf8', timeout: 60_000 },
  );
  return { status, stdout, stderr };
}

const up = (state) => run('up.mjs', state, '--no-seed');
const endpointsOf = (state) => JSON.parse(fs.readFileSync(path.join(state, 'endpoints.json'), 'utf8'));
const processesOf = (state) => JSON.parse(fs.readFileSync(path.join(state, 'processes.json'), 'utf8'));

test('comes up, stays the same network when asked again, and goes down twice', () => {
  const state = newState();
  assert.equal(up(state).status, 0);
  const first = endpointsOf(state);
  const recorded = processesOf(state);
  assert.equal(up(state).status, 0);
  assert.deepEqual(endpointsOf(state), first);
  assert.deepEqual(processesOf(state), recorded);
  assert.equal(run('down.mjs', state).status, 0);
  assert.equal(recorded.some(isRunning), false);
  assert.equal(fs.existsSync(path.join(state, 'endpoints.json')), false);
  assert.equal(run('down.mjs', state).status, 0);
});

test('comes up again with a new genesis after its process was killed', async () => {
  const state = newState();
  assert.equal(up(state).status, 0);
  const killed = endpointsOf(state);
  const recorded = processesOf(state);
  process.kill(killed.processId, 'SIGKILL');
  // A killed process may answer until the kernel has taken its last thread.
  while (recorded.some(isRunning)) {
    await sleep(10);
  }
  assert.equal(up(state).status, 0);
  assert.notEqual(endpointsOf(state).genesis, killed.genesis);
  assert.notEqual(endpointsOf(state).processId, killed.processId);
});

test('runs two networks at once, each with its own genesis and ports', () => {
  const [left, right] = [newState(), newState()];
  assert.equal(up(left).status, 0);
  assert.equal(up(right).status, 0);
  assert.notEqual(endpointsOf(left).genesis, endpointsOf(right).genesis);
  assert.notEqual(endpointsOf(left).rpc, endpointsOf(right).rpc);
  run('down.mjs', left);
  assert.equal(processesOf(right).every(isRunning), true);
});

test('names a taken port and exits 4', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  environment.HYPERNODE_PORT_BASE = String(port - 8899);
  const state = newState();
  if (port - 8899 >= 1 && port - 8899 <= 50_000) {
    const { status, stderr } = up(state);
    assert.equal(status, 4);
    assert.match(stderr, new RegExp(`port ${port} \\(RPC\\)`));
    assert.equal(fs.existsSync(path.join(state, 'endpoints.json')), false);
    assert.equal(fs.existsSync(path.join(state, 'processes.json')), false);
  }
  server.close();
});

test('names the missing SVM with its remedy and exits 3', () => {
  const state = newState();
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'hypernode-bare-'));
  states.push(copy);
  fs.cpSync(FOLDER, path.join(copy, 'eng', 'localnet'), { recursive: true, filter: (file) => !file.includes('Hypernode.') });
  fs.writeFileSync(path.join(copy, 'package.json'), '{"type":"module"}');
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(copy, 'eng', 'localnet', 'up.mjs'), '--no-seed', '--state', state],
    { env: environment, encoding: 'utf8', timeout: 60_000 },
  );
  assert.equal(status, 3);
  assert.match(stderr, /npm ci/);
});

test('refuses malformed options with exit 2', () => {
  for (const [flags, base] of [
    [['--slot-ms', '5'], '0'],
    [['--slot-ms', 'fast'], '0'],
    [['--colour'], '0'],
    [[], '-1'],
    [[], '60000'],
  ]) {
    environment.HYPERNODE_PORT_BASE = base;
    const { status } = run('up.mjs', newState(), '--no-seed', ...flags);
    assert.equal(status, 2, `${flags} ${base}`);
  }
});

test('leaves alone a stranger that has the recorded id', () => {
  const state = newState();
  const stranger = { name: 'network', pid: process.pid, startTicks: '1' };
  fs.writeFileSync(path.join(state, 'processes.json'), JSON.stringify([stranger]));
  assert.equal(run('down.mjs', state).status, 0);
});
