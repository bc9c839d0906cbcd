import fs from 'node:fs';
import path from 'node:path';
import { localKey, programAddress, PROGRAM_NAMES } from './local-keys.mjs';

const DEPLOYER_LAMPORTS = 1_000_000_000_000;

/**
 * Deploys every program whose artifact is there, upgradeable by the local deployer, and gives the deployer SOL.
 * @returns names of the programs deployed
 */
export async function deployPrograms(svm, artifactsFolder) {
  const deployer = localKey('deployer').address;
  svm.fund(deployer, DEPLOYER_LAMPORTS);
  const deployed = [];
  for (const name of PROGRAM_NAMES) {
    const artifact = path.join(artifactsFolder, `${name}.so`);
    if (fs.existsSync(artifact)) {
      await svm.deploy(programAddress(name), artifact, deployer);
      deployed.push(name);
    }
  }
  return deployed;
}
