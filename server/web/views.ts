import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import { SafeHtml } from '../shared/html.ts';
import * as time from '../shared/time.ts';

const ROOT = join(import.meta.dirname, '../..');
const VIEWS = join(ROOT, 'views');
const PUBLIC = join(ROOT, 'public');

export const PUBLIC_DIR = PUBLIC;

const assets = new Map(readdirSync(PUBLIC).map((name) => [name, `/filer/${name}?v=${fingerprint(name)}`]));

function fingerprint(name: string): string {
  return createHash('sha256')
    .update(readFileSync(join(PUBLIC, name)))
    .digest('hex')
    .slice(0, 12);
}

/** What every view may call. `html` is the only way to print unescaped: it takes nothing but SafeHtml. */
const shared = {
  ...time,
  html(value: unknown): string {
    if (!(value instanceof SafeHtml)) throw new TypeError('Only SafeHtml may be printed as it is.');
    return value.toString();
  },
  asset(name: string): string {
    const path = assets.get(name);
    if (!path) throw new Error(`There is no file public/${name}.`);
    return path;
  },
};

/** Renders `views/NAME.ejs` inside `views/layout.ejs`. */
export async function renderPage(name: string, data: object): Promise<string> {
  const body = await renderView(name, data);
  return renderView('layout', { ...data, body: new SafeHtml(body) });
}

export function renderView(name: string, data: object): Promise<string> {
  return ejs.renderFile(
    join(VIEWS, `${name}.ejs`),
    { ...shared, ...data },
    { cache: true, async: false, root: VIEWS },
  );
}
