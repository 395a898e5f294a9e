import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailTransport } from './attempt.ts';

/** Each mail becomes a file of its own, whole or not at all. */
export function fileTransport(folder: string): MailTransport {
  return {
    check: () => Promise.resolve(undefined),
    send: async (mail, raw) => {
      const stamp = mail.created_at.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
      const file = join(folder, `${stamp}-${String(mail.id).padStart(6, '0')}-${mail.kind}.eml`);
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.part`, raw);
      await rename(`${file}.part`, file);
      return { result: 'sent', response: null };
    },
    rest: () => {},
    close: () => {},
  };
}
