import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const START_TICKS_FIELD = 19;
const POLL_MILLISECONDS = 50;

/** Identity of a running process: its id alone is not enough, since ids are used again. Null when it is not running. */
export function identify(pid, name) {
  const startTicks = startTicksOf(pid);
  return startTicks === null ? null : { name, pid, startTicks };
}

/** True while exactly the recorded process runs. */
export function isRunning({ pid, startTicks }) {
  return startTicksOf(pid) === startTicks;
}

/** Asks a recorded process to end, then kills it when it has not ended in `patienceMilliseconds`. */
export async function end(process_, patienceMilliseconds = 5_000) {
  signal(process_, 'SIGTERM');
  const deadline = performance.now() + patienceMilliseconds;
  while (isRunning(process_) && performance.now() < deadline) {
    await sleep(POLL_MILLISECONDS);
  }
  signal(process_, 'SIGKILL');
  while (isRunning(process_)) {
    await sleep(POLL_MILLISECONDS);
  }
}

function signal(process_, name) {
  if (isRunning(process_)) {
    try {
      process.kill(process_.pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') {
        throw error;
      }
    }
  }
}

function startTicksOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name, in parentheses, may hold spaces; state is the first field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : fields[START_TICKS_FIELD];
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') {
      return null;
    }
    throw error;
  }
}
