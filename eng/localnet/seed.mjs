import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { EXIT, NetworkRefusal } from './exit-codes.mjs';
import { ROOT } from './options.mjs';

const TOOL = path.join(
  ROOT,
  'eng/localnet/Hypernode.Localnet/bin',
  process.env.CONFIGURATION ?? 'Release',
  'net10.0/Hypernode.Localnet.dll',
);

/** Brings a fresh network into its seed state by transactions; on a seeded one it changes nothing. */
export async function seed({ seeded, stateFolder }) {
  if (!seeded) {
    return;
  }
  const code = await runTool('seed', stateFolder);
  if (code !== EXIT.ok) {
    throw new NetworkRefusal(EXIT.failed, `seeding ended with exit code ${code}`, 'read the lines above');
  }
}

/** Runs a command of the C# tool on a network and returns its exit code; a signal counts as a failure. */
export async function runTool(command, stateFolder) {
  if (!fs.existsSync(TOOL)) {
    throw new NetworkRefusal(EXIT.prerequisiteMissing, `${TOOL} is not built`, 'run `make build`');
  }
  const child = spawn('dotnet', [TOOL, command, '--state', stateFolder], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit').catch((error) => {
    throw error.code === 'ENOENT'
      ? new NetworkRefusal(EXIT.prerequisiteMissing, 'the dotnet command is not there', 'install the .NET SDK 10')
      : error;
  });
  return code ?? EXIT.failed;
}
