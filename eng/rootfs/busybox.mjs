import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Where distributions put the static busybox. */
const PLACES = Object.freeze(['/bin/busybox', '/usr/bin/busybox']);
const ELF_PROGRAM_HEADERS_OFFSET = 32;
const ELF_PROGRAM_HEADER_SIZE_OFFSET = 54;
const ELF_PROGRAM_HEADER_COUNT_OFFSET = 56;
const ELF_INTERPRETER_SEGMENT = 3;

/** Busybox is not there, or needs libraries a root file system of one file does not have. */
export class BusyboxMissing extends Error {
  constructor(what) {
    super(`${what}\n  remedy: install the package busybox-static (apt-get install busybox-static)`);
  }
}

/** The static busybox of this machine: its bytes and the names of its commands. */
export function findBusybox(places = PLACES) {
  const found = places.filter((place) => fs.existsSync(place));
  const path = found.find((place) => isStatic(fs.readFileSync(place)));
  if (!path) {
    throw new BusyboxMissing(
      found.length === 0 ? `there is no busybox at ${places.join(' or ')}` : `${found.join(' and ')} is not static`,
    );
  }
  const commands = execFileSync(path, ['--list'], { encoding: 'utf8' }).split('\n').filter(Boolean);
  return { content: fs.readFileSync(path), commands: commands.filter((name) => name !== 'busybox').sort() };
}

/** A static 64-bit ELF program names no interpreter. */
function isStatic(elf) {
  if (elf.subarray(0, 5).toString('latin1') !== '\x7fELF\x02') {
    return false;
  }
  const start = Number(elf.readBigUInt64LE(ELF_PROGRAM_HEADERS_OFFSET));
  const size = elf.readUInt16LE(ELF_PROGRAM_HEADER_SIZE_OFFSET);
  const count = elf.readUInt16LE(ELF_PROGRAM_HEADER_COUNT_OFFSET);
  return Array.from({ length: count }, (_, index) => elf.readUInt32LE(start + index * size)).every(
    (kind) => kind !== ELF_INTERPRETER_SEGMENT,
  );
}
