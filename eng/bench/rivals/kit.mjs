// The measured operations with @solana/kit.
import {
  address,
  addSignersToTransactionMessage,
  appendTransactionMessageInstructions,
  assertIsSendableTransaction,
  createKeyPairFromPrivateKeyBytes,
  createKeyPairSignerFromPrivateKeyBytes,
  createSolanaRpc,
  createSolanaRpcSubscriptions,
  createTransactionMessage,
  compileTransaction,
  getAddressDecoder,
  getBytesDecoder,
  getI64Decoder,
  getProgramDerivedAddress,
  getSignatureFromTransaction,
  getStructDecoder,
  getTransactionEncoder,
  getU32Decoder,
  getU64Decoder,
  getU8Decoder,
  fixDecoderSize,
  partiallySignTransaction,
  pipe,
  sendAndConfirmTransactionFactory,
  setTransactionMessageFeePayer,
  setTransactionMessageFeePayerSigner,
  setTransactionMessageLifetimeUsingBlockhash,
  signBytes,
  signTransactionMessageWithSigners,
} from '@solana/kit';
import { firstOf } from './first-of.mjs';

export async function kitOperations(workload) {
  const keyPair = await createKeyPairFromPrivateKeyBytes(Buffer.from(workload.seed, 'hex'));
  const signer = await createKeyPairSignerFromPrivateKeyBytes(Buffer.from(workload.seed, 'hex'));
  const encoder = getTransactionEncoder();
  const decoders = eventDecoders(workload.idl);
  const text = ({ job, price, escrowBefore, slot }) => `${job}|${price}|${escrowBefore}|${slot}\n`;
  const compose = (transfer) =>
    pipe(
      createTransactionMessage({ version: 'legacy' }),
      (m) => setTransactionMessageLifetimeUsingBlockhash({ blockhash: transfer.blockhash, lastValidBlockHeight: 0n }, m),
      (m) => appendTransactionMessageInstructions(instructions(workload, transfer), m),
    );
  return {
    sign: {
      inputs: workload.messages.map((m) => new Uint8Array(Buffer.from(m, 'hex'))),
      run: (bytes) => signBytes(keyPair.privateKey, bytes),
    },
    transaction: {
      inputs: workload.transfers,
      run: async (transfer) => {
        const message = setTransactionMessageFeePayer(address(workload.payer), compose(transfer));
        return encoder.encode(await partiallySignTransaction([keyPair], compileTransaction(message)));
      },
    },
    address: {
      inputs: workload.seeds.map((seeds) => seeds.map((seed) => new Uint8Array(Buffer.from(seed, 'hex')))),
      run: async (seeds) => {
        const [found, bump] = await getProgramDerivedAddress({ programAddress: address(workload.program), seeds });
        return `${found}|${bump}\n`;
      },
    },
    event: {
      inputs: workload.events.map((event) => new Uint8Array(Buffer.from(event, 'hex'))),
      run: (bytes) => text(decoders.get(Buffer.from(bytes.buffer, bytes.byteOffset, 8).toString('hex')).decode(bytes, 8)),
    },
    send: {
      inputs: [null],
      run: await sender(workload, signer),
    },
  };
}

function instructions(workload, { to, lamports, memo }) {
  const data = Buffer.alloc(12);
  data.writeUInt32LE(2);
  data.writeBigUInt64LE(BigInt(lamports), 4);
  return [
    {
      programAddress: address('11111111111111111111111111111111'),
      accounts: [
        { address: address(workload.payer), role: 3 },
        { address: address(to), role: 1 },
      ],
      data: new Uint8Array(data),
    },
    { programAddress: address(workload.memo), accounts: [], data: new TextEncoder().encode(memo) },
  ];
}

/** Decoders of the IDL's flat events, as a generated kit client has them. */
function eventDecoders(idl) {
  const types = new Map(idl.types.map((type) => [type.name, type.type]));
  const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  const decoder = (type) => {
    const plain = { pubkey: getAddressDecoder, u64: getU64Decoder, i64: getI64Decoder, u32: getU32Decoder, u8: getU8Decoder }[type];
    return plain ? plain() : fixDecoderSize(getBytesDecoder(), type.array[1]);
  };
  return new Map(
    idl.events
      .filter((event) => event.name === 'JobSettled')
      .map(({ name, discriminator }) => [
        Buffer.from(discriminator).toString('hex'),
        getStructDecoder(types.get(name).fields.map((field) => [camel(field.name), decoder(field.type)])),
      ]),
  );
}

async function sender(workload, signer) {
  const rpc = createSolanaRpc(workload.rpc);
  const rpcSubscriptions = createSolanaRpcSubscriptions(workload.webSocket);
  const sendAndConfirm = sendAndConfirmTransactionFactory({ rpc, rpcSubscriptions });
  let memo = 0;
  return async () => {
    const { value: blockhash } = await rpc.getLatestBlockhash({ commitment: 'confirmed' }).send();
    const message = pipe(
      createTransactionMessage({ version: 0 }),
      (m) => setTransactionMessageFeePayerSigner(signer, m),
      (m) => setTransactionMessageLifetimeUsingBlockhash(blockhash, m),
      (m) => appendTransactionMessageInstructions(instructions(workload, { to: workload.receiver, lamports: 1_000_000 + ++memo, memo: `kit ${memo}` }), m),
      (m) => addSignersToTransactionMessage([signer], m),
    );
    const transaction = await signTransactionMessageWithSigners(message);
    assertIsSendableTransaction(transaction);
    const stop = new AbortController();
    const signature = getSignatureFromTransaction(transaction);
    await firstOf(
      sendAndConfirm(transaction, { commitment: 'confirmed', abortSignal: stop.signal }),
      async () => (await rpc.getSignatureStatuses([signature]).send()).value[0],
      () => stop.abort(),
    );
    return '';
  };
}
