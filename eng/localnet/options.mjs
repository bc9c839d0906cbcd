import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EXIT, NetworkRefusal } from './exit-codes.mjs';

/** Root of the repository. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

const DEFAULT_PORTS = Object.freeze({ rpc: 8899, webSocket: 8900, faucet: 3009 });
const HIGHEST_PORT_BASE = 50_000;
const SLOT_MILLISECONDS = Object.freeze({ default: 100, min: 20, max: 10_000 });

/** Reads the options every script of the local network shares: flags first, then environment, then defaults. */
export function readOptions(args = process.argv.slice(2), environment = process.env) {
  const { values } = parse(args);
  return {
    stateFolder: path.resolve(values.state ?? environment.HYPERNODE_STATE ?? path.join(ROOT, '.hypernode', 'local')),
    artifactsFolder: path.resolve(values.artifacts ?? path.join(ROOT, 'programs', 'artifacts')),
    ports: portsOf(values['port-base'] ?? environment.HYPERNODE_PORT_BASE),
    slotMilliseconds: integer(
      'slot-ms',
      values['slot-ms'] ?? String(SLOT_MILLISECONDS.default),
      SLOT_MILLISECONDS.min,
      SLOT_MILLISECONDS.max,
    ),
    seeded: !values['no-seed'],
  };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        state: { type: 'string' },
        artifacts: { type: 'string' },
        'port-base': { type: 'string' },
        'slot-ms': { type: 'string' },
        'no-seed': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new NetworkRefusal(
      EXIT.usage,
      error.message,
      'flags are --state <folder> --artifacts <folder> --port-base <0..50000> --slot-ms <20..10000> --no-seed',
    );
  }
}

/** No base: the default ports. 0: free ports chosen by the system. Otherwise each default port plus the base. */
function portsOf(text) {
  if (text === undefined || text === '') {
    return DEFAULT_PORTS;
  }
  const base = integer('port-base (HYPERNODE_PORT_BASE)', text, 0, HIGHEST_PORT_BASE);
  return Object.fromEntries(Object.entries(DEFAULT_PORTS).map(([name, port]) => [name, base === 0 ? 0 : port + base]));
}

function integer(name, text, min, max) {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new NetworkRefusal(EXIT.usage, `${name} is "${text}"`, `give a whole number from ${min} to ${max}`);
  }
  return value;
}
