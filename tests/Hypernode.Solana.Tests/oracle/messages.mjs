// Compiles messages with the two JavaScript libraries; reads cases as JSON, writes { web3, kit } of hex for each.
import {
  address,
  appendTransactionMessageInstructions,
  compileTransactionMessage,
  compressTransactionMessageUsingAddressLookupTables,
  createTransactionMessage,
  getCompiledTransactionMessageEncoder,
  pipe,
  setTransactionMessageFeePayer,
  setTransactionMessageLifetimeUsingBlockhash,
} from '@solana/kit';
import { AddressLookupTableAccount, PublicKey, TransactionInstruction, TransactionMessage } from '@solana/web3.js';
import { readInput } from './read-input.mjs';

const cases = await readInput();
process.stdout.write(JSON.stringify(cases.map((one) => ({ web3: withWeb3(one), kit: withKit(one) }))));

function withWeb3({ payer, blockhash, instructions, tables, version }) {
  const message = new TransactionMessage({
    payerKey: new PublicKey(payer),
    recentBlockhash: blockhash,
    instructions: instructions.map(
      ({ program, accounts, data }) =>
        new TransactionInstruction({
          programId: new PublicKey(program),
          keys: accounts.map(([key, isSigner, isWritable]) => ({ pubkey: new PublicKey(key), isSigner, isWritable })),
          data: Buffer.from(data, 'hex'),
        }),
    ),
  });
  const compiled = version === 0 ? message.compileToV0Message(tables.map(toWeb3Table)) : message.compileToLegacyMessage();
  return Buffer.from(compiled.serialize()).toString('hex');
}

function toWeb3Table({ address: key, entries }) {
  return new AddressLookupTableAccount({
    key: new PublicKey(key),
    state: {
      deactivationSlot: 2n ** 64n - 1n,
      lastExtendedSlot: 0,
      lastExtendedSlotStartIndex: 0,
      addresses: entries.map((entry) => new PublicKey(entry)),
    },
  });
}

function withKit({ payer, blockhash, instructions, tables, version }) {
  const message = pipe(
    createTransactionMessage({ version: version === 0 ? 0 : 'legacy' }),
    (m) => setTransactionMessageFeePayer(address(payer), m),
    (m) => setTransactionMessageLifetimeUsingBlockhash({ blockhash, lastValidBlockHeight: 0n }, m),
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
    (m) =>
      version === 0
        ? compressTransactionMessageUsingAddressLookupTables(m, Object.fromEntries(tables.map((t) => [t.address, t.entries])))
        : m,
  );
  return Buffer.from(getCompiledTransactionMessageEncoder().encode(compileTransactionMessage(message))).toString('hex');
}
