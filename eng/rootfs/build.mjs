#!/usr/bin/env node
// Writes the root file system of local jobs and prints its image reference. Usage: build.mjs [FILE]
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BusyboxMissing, findBusybox } from './busybox.mjs';
import { contentId } from './content-id.mjs';
import { packRootFileSystem } from './root-file-system.mjs';

const PREREQUISITE_MISSING = 3;
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

try {
  const file = path.resolve(process.argv[2] ?? path.join(ROOT, '.hypernode', 'rootfs.tar'));
  const tar = packRootFileSystem(findBusybox());
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.tmp`, tar);
  fs.renameSync(`${file}.tmp`, file);
  console.log(`rootfs:${contentId(tar, 'application/x-tar')}`);
} catch (error) {
  if (!(error instanceof BusyboxMissing)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = PREREQUISITE_MISSING;
}
