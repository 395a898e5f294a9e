import { spawnSync } from 'node:child_process';

const PROGRAM = `
import dkim, json, sys
asked = []
def answer(name, timeout=5):
    asked.append(name.decode())
    return sys.argv[1].encode()
verifier = dkim.DKIM(sys.stdin.buffer.read())
try:
    good = verifier.verify(dnsfunc=answer)
except dkim.DKIMException as error:
    good = False
names = [name.decode().lower() for name in (verifier.include_headers or [])]
print(json.dumps({"good": good, "asked": asked, "signed": names}))
`;

/** Where python3-dkim is installed; undefined when it is nowhere. */
export const PYTHON = ['/usr/bin/python3', 'python3'].find(
  (program) => spawnSync(program, ['-c', 'import dkim']).status === 0,
);

export interface Verified {
  good: boolean;
  /** The names of the records it wanted. */
  asked: string[];
  /** The headers in h=, in lower case. */
  signed: string[];
}

/** Verifies the first DKIM signature with a program that shares nothing with ours; `record` is what DNS answers. */
export function verifyDkim(raw: Buffer | string, record: string): Verified {
  const { stdout, stderr } = spawnSync(PYTHON!, ['-c', PROGRAM, record], { input: raw, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as Verified;
}
