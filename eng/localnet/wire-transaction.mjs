import { encodeBase58 } from './base58.mjs';

const VERSION_BIT = 0x80;

/** Reads a signed transaction, legacy or v0, into the shape of JSON-RPC's `json` encoding. */
export function readTransaction(bytes) {
  const reader = new Reader(bytes);
  const signatures = reader.list(() => encodeBase58(reader.take(64)));
  const version = bytes[reader.position] & VERSION_BIT ? reader.byte() & ~VERSION_BIT : 'legacy';
  const header = {
    numRequiredSignatures: reader.byte(),
    numReadonlySignedAccounts: reader.byte(),
    numReadonlyUnsignedAccounts: reader.byte(),
  };
  const accountKeys = reader.list(() => encodeBase58(reader.take(32)));
  const recentBlockhash = encodeBase58(reader.take(32));
  const instructions = reader.list(() => ({
    programIdIndex: reader.byte(),
    accounts: [...reader.take(reader.length())],
    data: encodeBase58(reader.take(reader.length())),
    stackHeight: 1,
  }));
  const message = { header, accountKeys, recentBlockhash, instructions };
  if (version !== 'legacy') {
    message.addressTableLookups = reader.list(() => ({
      accountKey: encodeBase58(reader.take(32)),
      writableIndexes: [...reader.take(reader.length())],
      readonlyIndexes: [...reader.take(reader.length())],
    }));
  }
  return { version, signatures, message };
}

/** The id of a signed transaction: its first signature, as base58 text. */
export function transactionId(bytes) {
  const reader = new Reader(bytes);
  reader.length();
  return encodeBase58(reader.take(64));
}

class Reader {
  position = 0;

  constructor(bytes) {
    this.bytes = bytes;
  }

  byte() {
    return this.take(1)[0];
  }

  take(count) {
    const end = this.position + count;
    if (end > this.bytes.length) {
      throw new RangeError(`the transaction ends at byte ${this.bytes.length}, inside a field that ends at ${end}`);
    }
    const taken = this.bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }

  /** Solana's compact-u16: seven bits a byte, low bits first. */
  length() {
    let value = 0;
    for (let shift = 0; shift < 21; shift += 7) {
      const next = this.byte();
      value |= (next & 0x7f) << shift;
      if ((next & 0x80) === 0) {
        return value;
      }
    }
    throw new RangeError('a compact-u16 is longer than three bytes');
  }

  list(readItem) {
    return Array.from({ length: this.length() }, readItem);
  }
}
