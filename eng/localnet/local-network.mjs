import { randomBytes } from 'node:crypto';
import { deployPrograms } from './deploy.mjs';
import { createFaucetServer } from './faucet/faucet-server.mjs';
import { createControl } from './front/control.mjs';
import { Faults } from './front/faults.mjs';
import { createRpcServer } from './front/rpc-server.mjs';
import { createSubscriptionServer } from './front/subscription-server.mjs';
import { LedgerFollower } from './ledger-follower.mjs';
import { LedgerView } from './ledger-view.mjs';
import { close, listen } from './listen.mjs';
import { marketAddresses } from './markets.mjs';
import { mintAddress, programAddresses } from './local-keys.mjs';
import { StateFiles } from './state-files.mjs';
import { Svm } from './svm.mjs';

/** A running local network: one SVM, one RPC endpoint over it, the faucet, and the file that says where they are. */
export class LocalNetwork {
  #svm;
  #follower;
  #servers = [];
  #state;

  /**
   * Starts everything and writes `endpoints.json`, or stops what had started and throws.
   * @param onFailure called when a running network can no longer follow its SVM
   */
  static async start(options, onFailure) {
    const network = new LocalNetwork();
    try {
      await network.#start(options, onFailure);
      return network;
    } catch (error) {
      await network.stop();
      throw error;
    }
  }

  async #start(options, onFailure) {
    const controlToken = randomBytes(16).toString('hex');
    this.#svm = Svm.start({ slotMilliseconds: options.slotMilliseconds });
    this.#follower = await LedgerFollower.start(this.#svm, options.slotMilliseconds, onFailure);
    const { ledger } = this.#follower;
    const node = { svm: this.#svm, ledger, follower: this.#follower, view: new LedgerView(ledger), faults: new Faults() };
    node.lagging = (slots) => ({ ...node, view: new LedgerView(ledger, slots) });

    const subscriptions = createSubscriptionServer(node);
    const control = createControl({
      token: controlToken,
      node,
      slotMilliseconds: options.slotMilliseconds,
      closeSockets: subscriptions.dropConnections,
    });
    const rpc = await this.#serve(createRpcServer(node, control), options.ports.rpc, 'RPC');
    const webSocket = await this.#serve(subscriptions, options.ports.webSocket, 'WebSocket');
    const faucet = await this.#serve(createFaucetServer(node), options.ports.faucet, 'faucet');
    const programs = await deployPrograms(this.#svm, options.artifactsFolder);

    this.#state = new StateFiles(options.stateFolder);
    this.#state.writeControl({ url: `http://127.0.0.1:${rpc}/control`, token: controlToken });
    this.endpoints = {
      version: 1,
      local: true,
      genesis: ledger.genesis,
      rpc: `http://127.0.0.1:${rpc}`,
      webSocket: `ws://127.0.0.1:${webSocket}`,
      faucet: `http://127.0.0.1:${faucet}/faucet`,
      slotMilliseconds: options.slotMilliseconds,
      programs: programAddresses(),
      deployedPrograms: programs,
      mint: mintAddress(),
      markets: marketAddresses(),
      processId: process.pid,
    };
    this.#state.writeEndpoints(this.endpoints);
  }

  /** Removes `endpoints.json`, closes all ports, ends the SVM. */
  async stop() {
    this.#state?.removeEndpoints();
    await Promise.all(this.#servers.map(close));
    await this.#follower?.stop();
    this.#svm?.stop();
  }

  async #serve(server, port, name) {
    const bound = await listen(server, port, name);
    this.#servers.push(server);
    return bound;
  }
}
