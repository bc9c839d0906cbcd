const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const DIGIT_OF = new Map([...ALPHABET].map((character, digit) => [character, BigInt(digit)]));

/** Base58 text of bytes; each leading zero byte becomes a leading `1`. */
export function encodeBase58(bytes) {
  const zeros = bytes.findIndex((byte) => byte !== 0);
  if (zeros === -1) {
    return '1'.repeat(bytes.length);
  }
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  while (number > 0n) {
    text = ALPHABET[Number(number % 58n)] + text;
    number /= 58n;
  }
  return '1'.repeat(zeros) + text;
}

/** Bytes of base58 text, or null when a character is not in the alphabet or the text is longer than any key or signature. */
export function decodeBase58(text) {
  if (typeof text !== 'string' || text.length > 128) {
    return null;
  }
  let number = 0n;
  for (const character of text) {
    const digit = DIGIT_OF.get(character);
    if (digit === undefined) {
      return null;
    }
    number = number * 58n + digit;
  }
  const zeros = text.length - text.replace(/^1+/, '').length;
  const hex = number === 0n ? '' : number.toString(16);
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')]);
}

/** True for base58 text of exactly 32 bytes, the form of every address. */
export function isAddress(text) {
  return decodeBase58(text)?.length === 32;
}
