import { createServer, type Socket } from 'node:net';

/**
 * An SMTP server in a process of its own that takes everything at once, without PIPELINING, and prints its port. (The
 * package smtp-server waits 100 ms at each new connection, which would hide what is measured.)
 */
const server = createServer((socket) => {
  socket.setNoDelay(true).on('error', () => socket.destroy());
  socket.write('220 sink\r\n');
  let rest = '';
  let inData = false;
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (;;) {
      const end = rest.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const command = inData ? '.' : rest.slice(0, 4).toUpperCase();
      rest = rest.slice(end + (inData ? 5 : 2));
      inData = command === 'DATA';
      answer(socket, command);
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});

function answer(socket: Socket, command: string): void {
  if (command === 'DATA') socket.write('354 go on\r\n');
  else if (command === 'QUIT') socket.end('221 bye\r\n');
  else socket.write('250 ok\r\n');
}
