import { PublicKey, Transaction, TransactionInstruction } from '@solana/web3.js';
import { HttpRefusal } from '../front/http-server.mjs';
import { localKey, mintAddress } from '../local-keys.mjs';

const TOKEN_PROGRAM = new PublicKey('TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA');
const ASSOCIATED_TOKEN_PROGRAM = new PublicKey('ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL');
const SYSTEM_PROGRAM = new PublicKey('11111111111111111111111111111111');
const CREATE_IDEMPOTENT = 1;
const TRANSFER_CHECKED = 12;
const MINT_DECIMALS = 6;

/** Sends HYPER from the faucet's token account to the associated account of `address`, made if it is missing. */
export async function dropHyper(svm, address, amount) {
  const faucet = localKey('faucet');
  const payer = new PublicKey(faucet.address);
  const owner = new PublicKey(address);
  const mint = new PublicKey(mintAddress());
  const target = associatedAccount(owner, mint);
  const transaction = new Transaction({ feePayer: payer, recentBlockhash: await latestBlockhash(svm) }).add(
    createIdempotent(payer, target, owner, mint),
    transferChecked(associatedAccount(payer, mint), mint, target, payer, amount),
  );
  transaction.addSignature(payer, faucet.sign(transaction.serializeMessage()));
  try {
    return await svm.call('sendTransaction', [transaction.serialize().toString('base64'), { encoding: 'base64' }]);
  } catch (error) {
    throw new HttpRefusal(503, `the faucet holds no HYPER yet (${error.message.split('\n')[0]}); run make up`);
  }
}

function associatedAccount(owner, mint) {
  const seeds = [owner.toBytes(), TOKEN_PROGRAM.toBytes(), mint.toBytes()];
  return PublicKey.findProgramAddressSync(seeds, ASSOCIATED_TOKEN_PROGRAM)[0];
}

function createIdempotent(payer, account, owner, mint) {
  return new TransactionInstruction({
    programId: ASSOCIATED_TOKEN_PROGRAM,
    keys: [
      { pubkey: payer, isSigner: true, isWritable: true },
      { pubkey: account, isSigner: false, isWritable: true },
      { pubkey: owner, isSigner: false, isWritable: false },
      { pubkey: mint, isSigner: false, isWritable: false },
      { pubkey: SYSTEM_PROGRAM, isSigner: false, isWritable: false },
      { pubkey: TOKEN_PROGRAM, isSigner: false, isWritable: false },
    ],
    data: Buffer.from([CREATE_IDEMPOTENT]),
  });
}

function transferChecked(source, mint, target, owner, amount) {
  const data = Buffer.alloc(10);
  data[0] = TRANSFER_CHECKED;
  data.writeBigUInt64LE(BigInt(amount), 1);
  data[9] = MINT_DECIMALS;
  return new TransactionInstruction({
    programId: TOKEN_PROGRAM,
    keys: [
      { pubkey: source, isSigner: false, isWritable: true },
      { pubkey: mint, isSigner: false, isWritable: false },
      { pubkey: target, isSigner: false, isWritable: true },
      { pubkey: owner, isSigner: true, isWritable: false },
    ],
    data,
  });
}

async function latestBlockhash(svm) {
  return (await svm.call('getLatestBlockhash', [])).value.blockhash;
}
