// Writes version 1 transactions of @solana/kit: hex of the whole transaction and the fields a reader must find.
import {
  address,
  appendTransactionMessageInstructions,
  compileTransaction,
  createTransactionMessage,
  getTransactionEncoder,
  pipe,
  setTransactionMessageConfig,
  setTransactionMessageFeePayer,
  setTransactionMessageLifetimeUsingBlockhash,
} from '@solana/kit';
import { readInput } from './read-input.mjs';

const results = (await readInput()).map(({ payer, blockhash, instructions, config }) => {
  const message = pipe(
    createTransactionMessage({ version: 1 }),
    (m) => setTransactionMessageFeePayer(address(payer), m),
    (m) => setTransactionMessageLifetimeUsingBlockhash({ blockhash, lastValidBlockHeight: 0n }, m),
    (m) =>
      setTransactionMessageConfig(
        {
          ...(config.fee === null ? {} : { priorityFeeLamports: BigInt(config.fee) }),
          ...(config.units === null ? {} : { computeUnitLimit: config.units }),
          ...(config.data === null ? {} : { loadedAccountsDataSizeLimit: config.data }),
          ...(config.heap === null ? {} : { heapSize: config.heap }),
        },
        m,
      ),
    (m) =>
      appendTransactionMessageInstructions(
        instructions.map(({ program, accounts, data }) => ({
          programAddress: address(program),
          accounts: accounts.map(([key, isSigner, isWritable]) => ({
            address: address(key),
            role: (isSigner ? 2 : 0) | (isWritable ? 1 : 0),
          })),
          data: new Uint8Array(Buffer.from(data, 'hex')),
        })),
        m,
      ),
  );
  return Buffer.from(getTransactionEncoder().encode(compileTransaction(message))).toString('hex');
});
process.stdout.write(JSON.stringify(results));
