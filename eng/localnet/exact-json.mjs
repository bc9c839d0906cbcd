// JavaScript reads 18446744073709551615 as 18446744073709552000. Lamports and rent epochs are u64, so integers that a
// double cannot hold travel as BigInt inside this process and leave it bare, digit for digit.

const TAG = '\u0000int:';
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;
const TAGGED_INTEGER = /"\\u0000int:(-?\d+)"/g;

/** Parses JSON; integers outside ±(2^53 - 1) become BigInt. Throws SyntaxError like JSON.parse. */
export function parseExact(text) {
  let tagged = false;
  const marked = text.replace(STRING_OR_LONG_INTEGER, (token) => {
    if (token[0] === '"' || Number.isSafeInteger(Number(token))) {
      return token;
    }
    tagged = true;
    return `"\\u0000int:${token}"`;
  });
  return tagged
    ? JSON.parse(marked, (_, value) =>
        typeof value === 'string' && value.startsWith(TAG) ? BigInt(value.slice(TAG.length)) : value)
    : JSON.parse(text);
}

/** JSON text already made by somebody else, inserted as it is. */
export class JsonText {
  constructor(text) {
    this.text = text;
  }
}

/** Writes JSON; BigInt values become bare integers, a top-level {@link JsonText} is taken as it is. */
export function stringifyExact(value) {
  if (value instanceof JsonText) {
    return value.text;
  }
  let tagged = false;
  const text = JSON.stringify(value, (_, item) => {
    if (typeof item !== 'bigint') {
      return item;
    }
    tagged = true;
    return TAG + item;
  });
  return tagged ? text.replace(TAGGED_INTEGER, '$1') : text;
}
