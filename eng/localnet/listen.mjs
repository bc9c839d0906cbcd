import { EXIT, NetworkRefusal } from './exit-codes.mjs';

/** Binds a server to a loopback port; 0 takes a free one. Returns the port bound. */
export function listen(server, port, name) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new NetworkRefusal(
              EXIT.portTaken,
              `port ${port} (${name}) is taken by another process`,
              `end it (\`ss -ltnp 'sport = :${port}'\` shows it) or shift all ports with HYPERNODE_PORT_BASE=1000`,
            )
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });
}

/** Stops listening and ends the connections that are still open. */
export function close(server) {
  return new Promise((resolve) => {
    server.dropConnections?.();
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
