import { mkdir } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError, diskStorage } from 'multer';
import { randomToken } from '../shared/tokens.ts';
import { oneAtATime } from '../shared/turns.ts';
import { UPLOADS } from '../shared/uploads.ts';

/**
 * Reads a form with one file, at most `mostBytes`, onto the disk under a name of our own; it is gone when the answer is. The
 * handler before this one must have checked that the sender may send at all.
 */
export function oneLargeFile(
  field: string,
  mostBytes: number,
  tooLarge: string,
  mostFields = 10,
): RequestHandler {
  const storage = diskStorage({
    // Who cleans the directory of temporary files may take ours with it while the server runs.
    destination: (_req, _file, done) =>
      mkdir(UPLOADS, { recursive: true, mode: 0o700 }, (error) => done(error, UPLOADS)),
    filename: (_req, _file, done) => done(null, randomToken()),
  });
  const limits = {
    fileSize: mostBytes,
    files: 1,
    fields: mostFields,
    parts: mostFields + 1,
    fieldSize: 10_000,
    fieldNameSize: 100,
  };
  const read = multer({ storage, limits, defParamCharset: 'utf8' }).single(field);
  return (req, res, next) => {
    res.on('close', () => void forget(req));
    read(req, res, (error: unknown) => {
      if (error) res.locals['uploadFault'] = faultOf(error, tooLarge);
      next();
    });
  };
}

/** One file in memory at a time, however many come at once. */
export const inTurn = oneAtATime();

/** The bytes and the name of the file that was chosen; undefined when there is none. */
export async function largeFile(req: Request): Promise<{ bytes: Buffer; name: string } | undefined> {
  return req.file && { bytes: await readFile(req.file.path), name: req.file.originalname };
}

/** What is wrong with how it came; undefined when nothing is. */
export function largeUploadFault(res: Response): string | undefined {
  return res.locals['uploadFault'] as string | undefined;
}

/** Multer takes a file of a form that it refuses away itself, and then there is no path. */
async function forget({ file }: Request): Promise<void> {
  const path: string | undefined = file?.path;
  if (path) await rm(path, { force: true }).catch(() => {});
}

function faultOf(error: unknown, tooLarge: string): string {
  const code = error instanceof MulterError ? error.code : '';
  if (code === 'LIMIT_FILE_SIZE') return tooLarge;
  if (code === 'LIMIT_UNEXPECTED_FILE' || code === 'LIMIT_FILE_COUNT') return 'Välj en fil i taget.';
  return 'Filen kom inte fram hel. Försök igen.';
}
