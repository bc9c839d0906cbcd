#!/usr/bin/env node
// Ends every process that `up` recorded, by its id and start time. Nothing running is success.
import { end, isRunning } from './processes.mjs';
import { readOptions } from './options.mjs';
import { StateFiles } from './state-files.mjs';

const state = new StateFiles(readOptions().stateFolder);
const running = state.readProcesses().filter(isRunning);
// Last started ends first: services before the network they talk to.
for (const recorded of running.reverse()) {
  await end(recorded);
  console.log(`ended ${recorded.name} (process ${recorded.pid})`);
}
state.removeEndpoints();
state.removeProcesses();
