import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  address,
  createKeyPairSignerFromPrivateKeyBytes,
  createSolanaRpc,
  createSolanaRpcSubscriptions,
  getBase64EncodedWireTransaction,
  getSignatureFromTransaction,
  signTransactionMessageWithSigners,
  appendTransactionMessageInstruction,
  createTransactionMessage,
  pipe,
  sendAndConfirmTransactionFactory,
  setTransactionMessageFeePayerSigner,
  setTransactionMessageLifetimeUsingBlockhash,
  AccountRole,
} from '@solana/kit';
import { createHash } from 'node:crypto';
import { fund, startPrivateNetwork } from '../test-kit/private-network.mjs';

let network;
before(async () => {
  network = await startPrivateNetwork();
});
after(() => network.stop());

test('serves send and confirm of @solana/kit', async () => {
  await fund(network, 'kit-payer');
  const rpc = createSolanaRpc(network.endpoints.rpc);
  const rpcSubscriptions = createSolanaRpcSubscriptions(network.endpoints.webSocket);
  const seed = createHash('sha256').update('hypernode-local:kit-payer').digest();
  const payer = await createKeyPairSignerFromPrivateKeyBytes(seed);
  const { value: lifetime } = await rpc.getLatestBlockhash().send();
  const amount = Buffer.alloc(12);
  amount.writeUInt32LE(2, 0);
  amount.writeBigUInt64LE(1_000_000n, 4);
  const target = address('SysvarC1ock11111111111111111111111111111112');
  const message = pipe(
    createTransactionMessage({ version: 0 }),
    (draft) => setTransactionMessageFeePayerSigner(payer, draft),
    (draft) => setTransactionMessageLifetimeUsingBlockhash(lifetime, draft),
    (draft) =>
      appendTransactionMessageInstruction(
        {
          programAddress: address('11111111111111111111111111111111'),
          accounts: [
            { address: payer.address, role: AccountRole.WRITABLE_SIGNER, signer: payer },
            { address: target, role: AccountRole.WRITABLE },
          ],
          data: amount,
        },
        draft,
      ),
  );
  const transaction = await signTransactionMessageWithSigners(message);
  const sendAndConfirm = sendAndConfirmTransactionFactory({ rpc, rpcSubscriptions });
  await sendAndConfirm(transaction, { commitment: 'confirmed' });

  const { value: balance } = await rpc.getBalance(target).send();
  assert.equal(balance, 1_000_000n);
  const stored = await rpc
    .getTransaction(getSignatureFromTransaction(transaction), {
      commitment: 'confirmed',
      encoding: 'base64',
      maxSupportedTransactionVersion: 0,
    })
    .send();
  assert.equal(stored.transaction[0], getBase64EncodedWireTransaction(transaction));
  assert.equal(stored.version, 0);
  const block = rpc.getBlock(stored.slot, { commitment: 'confirmed', encoding: 'base64', rewards: false });
  await assert.rejects(block.send(), /-32015|Transaction version/);
});
