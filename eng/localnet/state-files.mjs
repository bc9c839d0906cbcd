import fs from 'node:fs';
import path from 'node:path';

const ENDPOINTS = 'endpoints.json';
const CONTROL = 'control.json';
const PROCESSES = 'processes.json';
const LOG = 'network.log';
const OWNER_ONLY = 0o600;

/** The files of one network's state folder. Every write replaces the whole file at once. */
export class StateFiles {
  constructor(folder) {
    this.folder = folder;
    fs.mkdirSync(folder, { recursive: true });
  }

  get endpointsPath() {
    return path.join(this.folder, ENDPOINTS);
  }

  get logPath() {
    return path.join(this.folder, LOG);
  }

  /** Where clients find the network; null while there is none. */
  readEndpoints() {
    return read(this.endpointsPath);
  }

  writeEndpoints(endpoints) {
    write(this.endpointsPath, endpoints);
  }

  /** Token and address of the test controls; readable by the owner alone. */
  writeControl(control) {
    write(path.join(this.folder, CONTROL), control, OWNER_ONLY);
  }

  /** Processes that `up` started: `[{ name, pid, startTicks }]`. */
  readProcesses() {
    return read(path.join(this.folder, PROCESSES)) ?? [];
  }

  writeProcesses(processes) {
    write(path.join(this.folder, PROCESSES), processes);
  }

  /** Removes what would lead a client to a network that has ended. */
  removeEndpoints() {
    fs.rmSync(this.endpointsPath, { force: true });
    fs.rmSync(path.join(this.folder, CONTROL), { force: true });
  }

  removeProcesses() {
    fs.rmSync(path.join(this.folder, PROCESSES), { force: true });
  }
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}

function write(file, value, mode = 0o644) {
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode });
  fs.renameSync(temporary, file);
}
