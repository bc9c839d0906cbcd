/** Process exit codes of the local network, shared by every script of this folder. */
export const EXIT = Object.freeze({
  /** Ready, stopped, or already running and healthy. */
  ok: 0,
  /** A part failed after it had started; its last lines are printed. */
  failed: 1,
  /** An option or environment value is malformed. */
  usage: 2,
  /** Something that must be installed is not there; the message names the remedy. */
  prerequisiteMissing: 3,
  /** A port is taken, or another network owns the state folder; the message names it. */
  portTaken: 4,
});

/** A refusal with an exit code and a remedy; anything else that is thrown is a defect. */
export class NetworkRefusal extends Error {
  constructor(exitCode, message, remedy) {
    super(`${message}\n  remedy: ${remedy}`);
    this.exitCode = exitCode;
  }
}
