/** At most `count` takings within any `milliseconds`. */
export class RateLimit {
  #times = [];
  #count;
  #milliseconds;
  #now;

  constructor(count, milliseconds, now = () => performance.now()) {
    this.#count = count;
    this.#milliseconds = milliseconds;
    this.#now = now;
  }

  /** True and counted when within the limit. */
  take() {
    const now = this.#now();
    this.#times = this.#times.filter((time) => now - time < this.#milliseconds);
    if (this.#times.length >= this.#count) {
      return false;
    }
    this.#times.push(now);
    return true;
  }
}
