#!/usr/bin/env node
// One local network in the foreground: the SVM, its front, the faucet. Ends on SIGTERM or SIGINT.
import { EXIT, NetworkRefusal } from './exit-codes.mjs';
import { readOptions } from './options.mjs';

try {
  const { LocalNetwork } = await loadNetwork();
  const network = await LocalNetwork.start(readOptions(), (error) => {
    console.error(`the local network failed: ${error.stack}`);
    process.exit(EXIT.failed);
  });
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => network.stop().then(() => process.exit(EXIT.ok)));
  }
  console.log(`ready: ${network.endpoints.rpc} (${network.endpoints.genesis})`);
} catch (error) {
  console.error(error instanceof NetworkRefusal ? error.message : error.stack);
  process.exit(error instanceof NetworkRefusal ? error.exitCode : EXIT.failed);
}

/** Loaded late, so that a repository without its npm packages gets a sentence instead of a module error. */
async function loadNetwork() {
  try {
    return await import('./local-network.mjs');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') {
      throw error;
    }
    throw new NetworkRefusal(EXIT.prerequisiteMissing, error.message.split('\n')[0], 'run `npm ci` in the repository');
  }
}
