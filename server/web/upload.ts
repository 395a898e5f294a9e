import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError, memoryStorage } from 'multer';

const MOST_BYTES = 1_000_000;

/** What is wrong with an upload, in Swedish; undefined when nothing is. */
export function uploadFault(res: Response): string | undefined {
  return res.locals['uploadFault'] as string | undefined;
}

/** The bytes of the file that was chosen. */
export function uploadedFile(req: Request): Buffer | undefined {
  return req.file?.size ? req.file.buffer : undefined;
}

/** Reads a form with one small file into memory. Stands after the guard: a stranger's file is never read. */
export function oneFile(field: string): RequestHandler {
  const limits = { fileSize: MOST_BYTES, fieldSize: MOST_BYTES, files: 1, fields: 10, fieldNameSize: 100 };
  const read = multer({ storage: memoryStorage(), limits: { ...limits, parts: 11 } }).single(field);
  return (req, res, next) =>
    read(req, res, (error: unknown) => {
      if (error) res.locals['uploadFault'] = faultOf(error);
      next();
    });
}

function faultOf(error: unknown): string {
  const code = error instanceof MulterError ? error.code : '';
  if (code === 'LIMIT_FILE_SIZE' || code === 'LIMIT_FIELD_VALUE')
    return 'Listan är för stor. Högst 1 megabyte får plats. Dela den i två.';
  if (code === 'LIMIT_UNEXPECTED_FILE' || code === 'LIMIT_FILE_COUNT') return 'Välj en enda fil.';
  return 'Filen kom inte fram hel. Försök igen.';
}
