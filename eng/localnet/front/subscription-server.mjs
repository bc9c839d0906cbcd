import http from 'node:http';
import { WebSocketServer } from 'ws';
import { SubscriptionSession } from './subscription-session.mjs';

const MAX_MESSAGE_BYTES = 1024 * 1024;

/** The WebSocket side of one RPC endpoint. */
export function createSubscriptionServer(node) {
  const server = http.createServer((_, response) => {
    response.writeHead(426, { 'content-type': 'text/plain', upgrade: 'websocket' });
    response.end('This port speaks WebSocket.');
  });
  const sockets = new WebSocketServer({ server, maxPayload: MAX_MESSAGE_BYTES });
  sockets.on('connection', (socket) => new SubscriptionSession(node, socket));
  /** Ends every client's connection without a closing handshake, as a crash does. */
  server.dropConnections = () => {
    for (const client of sockets.clients) {
      client.terminate();
    }
  };
  return server;
}
