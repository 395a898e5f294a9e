import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  key: string;
  cert: string;
}

/** Self-signed, for localhost. undefined where there is no openssl. */
export function makeCertificate(days: number): Certificate | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'gemensam-certificate-'));
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const words = `req -x509 -newkey rsa:2048 -nodes -days ${days} -subj /CN=localhost -addext subjectAltName=DNS:localhost`;
  try {
    const { status } = spawnSync('openssl', [...words.split(' '), '-keyout', key, '-out', cert]);
    return status === 0 ? { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') } : undefined;
  } finally {
    rmSync(dir, { recursive: true });
  }
}
