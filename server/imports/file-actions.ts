import { outerFault } from './file-format.ts';
import { refused, type FileRecognition } from './file-recognition.ts';
import { Unreadable, type FoundFile } from './finding-actions.ts';
import { recogniseInThread } from './reading-actions.ts';

/** Reads and recognises one file; `reason` says in Swedish why nothing came of it. */
export async function recogniseFile(file: FoundFile, year: number | undefined): Promise<FileRecognition> {
  try {
    return await recogniseInThread({ name: file.name, content: await file.content(), year });
  } catch (error) {
    if (error instanceof Unreadable) return refused(error.message);
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    return refused(code === 'ENOENT' ? 'Filen finns inte.' : 'Filen går inte att läsa.');
  }
}

export async function recogniseBytes(
  name: string,
  bytes: Buffer,
  year: number | undefined,
): Promise<FileRecognition> {
  const fault = outerFault(name, bytes.length);
  return fault ? refused(fault) : recogniseInThread({ name, content: { bytes }, year });
}
