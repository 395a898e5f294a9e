import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailTransport } from './attempt.ts';

/** Each mail becomes a file of its own, whole or not at all. */
export function fileTransport(folder: string): MailTransport {
  return {
    check: () => Promise.resolve(undefined),
    send: async (mail, raw) => {
      const file = join(folder, mailFileName(mail));
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.part`, raw);
      await rename(`${file}.part`, file);
      return { result: 'sent', response: null };
    },
    rest: () => {},
    close: () => {},
  };
}

export function mailFileName({ id, kind, created_at }: { id: number; kind: string; created_at: string }) {
  const stamp = created_at.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `${stamp}-${String(id).padStart(6, '0')}-${kind}.eml`;
}
