import { SMTPServer } from 'smtp-server';

/** An SMTP server in a process of its own that takes everything at once, and prints the port that it listens on. */
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, done) => {
    stream.on('end', () => done(null, 'taken'));
    stream.resume();
  },
});
const listening = server.listen(0, '127.0.0.1', () => {
  const address = listening.address();
  if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});
