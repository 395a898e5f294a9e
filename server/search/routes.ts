import { Router } from 'express';
import type { Context } from '../context.ts';
import { dateText } from '../documents/document.ts';
import { mapTies } from '../documents/tie-queries.ts';
import { longDate } from '../shared/time.ts';
import { page } from '../web/page.ts';
import { listHits, type Hit } from './queries.ts';
import { PAGE_SIZE, highlighted, matchOf, readQuery } from './search.ts';

const MOST_PAGES = 10;

export function searchRoutes(context: Context): Router {
  const router = Router();
  router.get('/sok', async (req, res) => {
    const query = readQuery(firstText(req.query['q']));
    const pages = readPages(firstText(req.query['visa']));
    const match = matchOf(query);
    const hits = match ? await listHits(context.db, match, pages * PAGE_SIZE + 1) : [];
    const more = hits.length > pages * PAGE_SIZE && pages < MOST_PAGES;
    const results = await withTies(context, hits.slice(0, pages * PAGE_SIZE).map(resultOf));
    const next = more ? `/sok?${new URLSearchParams({ q: query, visa: String(pages + 1) }).toString()}` : '';
    const title = query ? `Sök: ${query}` : 'Sök';
    await page(res, 'search/show', {
      title,
      query,
      searched: Boolean(match),
      results,
      next,
      from: (pages - 1) * PAGE_SIZE,
    });
  });
  return router;
}

function resultOf(hit: Hit) {
  const [title, excerpt, people] = [
    highlighted(hit.title),
    highlighted(hit.excerpt),
    highlighted(hit.people),
  ];
  const when = hit.kind === 'document' ? dateText(hit.date) : hit.date && longDate(hit.date);
  return { ...hit, title, excerpt, people, when };
}

/** Beside a document stand the meetings where it was talked about. */
async function withTies(context: Context, results: ReturnType<typeof resultOf>[]) {
  const idOf = ({ kind, address }: Pick<Hit, 'kind' | 'address'>) =>
    kind === 'document' ? [Number(address.split('/').at(-1))] : [];
  const ties = await mapTies(context.db, results.flatMap(idOf));
  return results.map((result) => ({ ...result, tied: ties.get(idOf(result)[0] ?? -1) }));
}

function firstText(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

function readPages(text: string): number {
  return /^\d{1,2}$/.test(text) ? Math.min(Math.max(Number(text), 1), MOST_PAGES) : 1;
}
