#!/usr/bin/env node
// One local network in the foreground: the SVM, its front, the faucet. Ends on SIGTERM or SIGINT.
import { NetworkRefusal } from './exit-codes.mjs';
import { LocalNetwork } from './local-network.mjs';
import { readOptions } from './options.mjs';

try {
  const network = await LocalNetwork.start(readOptions(), (error) => {
    console.error(`the local network failed: ${error.stack}`);
    process.exit(1);
  });
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => network.stop().then(() => process.exit(0)));
  }
  console.log(`ready: ${network.endpoints.rpc} (${network.endpoints.genesis})`);
} catch (error) {
  console.error(error instanceof NetworkRefusal ? error.message : error.stack);
  process.exit(error instanceof NetworkRefusal ? error.exitCode : 1);
}
