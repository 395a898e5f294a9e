import { mkdir } from 'node:fs';
import { rm } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError, diskStorage } from 'multer';
import { randomToken } from '../shared/tokens.ts';
import { UPLOADS } from '../shared/uploads.ts';

export interface UploadedFile {
  /** As the sender calls it. */
  name: string;
  /** Its name among the temporary files, with its own ending where that is a plain one. */
  storedAs: string;
}

/**
 * Reads a form with several files onto the disk, under names of our own. They stay there: who asked for them takes them away.
 * The handler before this one must have checked that the sender may send at all.
 */
export function manyFiles(field: string, limits: Limits): RequestHandler {
  const storage = diskStorage({
    destination: (_req, _file, done) =>
      mkdir(UPLOADS, { recursive: true, mode: 0o700 }, (error) => done(error, UPLOADS)),
    filename: (_req, { originalname }, done) => {
      const ending = extname(originalname).toLowerCase();
      done(null, `${randomToken()}${/^\.[a-z\d]{1,10}$/.test(ending) ? ending : ''}`);
    },
  });
  const { mostTogether, mostFiles } = limits;
  const read = multer({
    storage,
    limits: {
      fileSize: mostTogether,
      files: mostFiles,
      fields: 10,
      parts: mostFiles + 10,
      fieldSize: 10_000,
      fieldNameSize: 100,
    },
    defParamCharset: 'utf8',
  }).array(field);
  return (req, res, next) => {
    const fault = sizeFault(req, limits);
    if (fault) {
      res.locals['uploadFault'] = fault;
      passBy(req, next);
      return;
    }
    read(req, res, (error: unknown) => {
      if (error) res.locals['uploadFault'] = faultOf(error, limits);
      next();
    });
  };
}

/** What a form has beside its files. */
const REST = 1_000_000;

/** A browser tells the size of all before it sends anything, and cannot send more than that. */
function sizeFault(req: Request, { mostTogether, tooMuch }: Limits): string | undefined {
  const size = Number(req.headers['content-length']);
  return size <= mostTogether + REST ? undefined : Number.isNaN(size) ? CUT_OFF : tooMuch;
}

/** What is sent is thrown away as it comes: a browser shows no answer before it has sent everything. */
function passBy(req: Request, done: () => void): void {
  req.once('end', done).resume();
}

interface Limits {
  mostFiles: number;
  /** Of all files together, in bytes. */
  mostTogether: number;
  tooMuch: string;
}

const STRANGE_NAME =
  'Ett av filnamnen har tecken som inte går att läsa. Byt namn på filen, och välj filerna igen.';
const CUT_OFF = 'Filerna kom inte fram hela. Försök igen.';

export function uploadedFiles(req: Request): UploadedFile[] {
  const files = Array.isArray(req.files) ? req.files : [];
  return files.map(({ originalname, filename }) => ({ name: originalname, storedAs: filename }));
}

/** What is wrong with how they came; undefined when nothing is. */
export function manyFilesFault(res: Response): string | undefined {
  return res.locals['uploadFault'] as string | undefined;
}

/** When the form is refused for another reason. Multer takes its own refused files away itself, and then there is no path. */
export async function forgetUploaded(req: Request): Promise<void> {
  const files = Array.isArray(req.files) ? req.files : [];
  for (const file of files) {
    const path: string | undefined = file.path;
    if (path) await rm(path, { force: true });
  }
}

function faultOf(error: unknown, { tooMuch, mostFiles }: Limits): string {
  const code = error instanceof MulterError ? error.code : '';
  if (code === 'LIMIT_FILE_SIZE') return tooMuch;
  if (code === 'LIMIT_FILE_COUNT' || code === 'LIMIT_PART_COUNT' || code === 'LIMIT_UNEXPECTED_FILE')
    return `Välj högst ${mostFiles} filer åt gången, eller lägg dem i en zip-fil.`;
  return /part header/i.test(String(error)) ? STRANGE_NAME : CUT_OFF;
}
