// A small deterministic generator (mulberry32): the seed in a failing test's name gives the same values again.
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  return {
    below: (n) => next() % n,
    bytes: (n) => Array.from({ length: n }, () => next() & 0xff),
    // Extremes matter more than the middle: one draw in four is the least, the greatest or one beside them.
    integer(bits, signed) {
      const span = 1n << BigInt(bits);
      const least = signed ? -(span / 2n) : 0n;
      const greatest = least + span - 1n;
      switch (next() % 16) {
        case 0: return least;
        case 1: return greatest;
        case 2: return least + 1n;
        case 3: return 0n;
        default: {
          let value = 0n;
          for (let i = 0; i < bits; i += 32) value = (value << 32n) | BigInt(next());
          return least + (value % span);
        }
      }
    },
  };
}
