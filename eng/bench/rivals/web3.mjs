// The measured operations with @solana/web3.js, events with the coder of @coral-xyz/anchor that goes with it.
import anchor from '@coral-xyz/anchor';
import {
  Connection,
  Keypair,
  PublicKey,
  SystemProgram,
  Transaction,
  TransactionInstruction,
  TransactionMessage,
  VersionedMessage,
  VersionedTransaction,
} from '@solana/web3.js';
import { firstOf } from './first-of.mjs';

export async function web3Operations(workload) {
  const payer = Keypair.fromSeed(Buffer.from(workload.seed, 'hex'));
  const memo = new PublicKey(workload.memo);
  const coder = new anchor.BorshEventCoder(workload.idl);
  const instructions = (transfer) => [
    SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: new PublicKey(transfer.to), lamports: transfer.lamports }),
    new TransactionInstruction({ programId: memo, keys: [], data: Buffer.from(transfer.memo) }),
  ];
  return {
    sign: {
      inputs: workload.messages.map((m) => VersionedMessage.deserialize(Buffer.from(m, 'hex'))),
      run: (message) => {
        const transaction = new VersionedTransaction(message);
        transaction.sign([payer]);
        return transaction.signatures[0];
      },
    },
    transaction: {
      inputs: workload.transfers,
      run: (transfer) => {
        const message = new TransactionMessage({
          payerKey: payer.publicKey,
          recentBlockhash: transfer.blockhash,
          instructions: instructions(transfer),
        }).compileToLegacyMessage();
        const transaction = new VersionedTransaction(message);
        transaction.sign([payer]);
        return transaction.serialize();
      },
    },
    address: {
      inputs: workload.seeds.map((seeds) => seeds.map((seed) => Buffer.from(seed, 'hex'))),
      run: (seeds) => {
        const [found, bump] = PublicKey.findProgramAddressSync(seeds, new PublicKey(workload.program));
        return `${found.toBase58()}|${bump}\n`;
      },
    },
    event: {
      inputs: workload.events.map((event) => Buffer.from(event, 'hex').toString('base64')),
      run: (text) => {
        const { data } = coder.decode(text);
        return `${data.job.toBase58()}|${data.price}|${data.escrow_before}|${data.slot}\n`;
      },
    },
    send: {
      inputs: [null],
      run: sender(workload, payer, instructions),
    },
  };
}

function sender(workload, payer, instructions) {
  const connection = new Connection(workload.rpc, { commitment: 'confirmed', wsEndpoint: workload.webSocket });
  let number = 0;
  return async () => {
    const transaction = new Transaction().add(
      ...instructions({ to: workload.receiver, lamports: 2_000_000 + ++number, memo: `web3 ${number}` }),
    );
    const latest = await connection.getLatestBlockhash('confirmed');
    Object.assign(transaction, { feePayer: payer.publicKey, recentBlockhash: latest.blockhash });
    // connection.sendTransaction() would put in a blockhash it keeps for 30 s; one of the local network lives for 15 s.
    transaction.sign(payer);
    const signature = await connection.sendRawTransaction(transaction.serialize());
    const stop = new AbortController();
    await firstOf(
      connection.confirmTransaction({ signature, ...latest, abortSignal: stop.signal }, 'confirmed'),
      async () => (await connection.getSignatureStatuses([signature])).value[0],
      () => stop.abort(),
    );
    return '';
  };
}
