import { Router } from 'express';
import type { Context } from '../context.ts';
import { page } from '../web/page.ts';
import { search } from './actions.ts';
import { listChoices } from './filter-queries.ts';
import { KINDS, PAGE_SIZE, hasMore, readSearch, searchAddress } from './form.ts';

export function searchRoutes(context: Context): Router {
  const router = Router();
  router.get('/sok', async (req, res) => {
    const form = readSearch(req.query);
    const found = await search(context, form);
    const { query, pages } = form;
    const { suggestion } = found;
    await page(res, 'search/show', {
      title: query ? `Sök: ${query}` : 'Sök',
      scripts: ['search.js'],
      form,
      kinds: KINDS,
      choices: await listChoices(context.db),
      ...found,
      next: hasMore(pages, found.total) ? `${searchAddress(form, { pages: pages + 1 })}#fler` : '',
      unfiltered: searchAddress(form, { year: '', theme: '', organisation: '', kind: '' }),
      filtered: Boolean(form.year || form.theme || form.organisation || form.kind),
      suggested: suggestion ? searchAddress(form, { query: suggestion }) : '',
      from: (pages - 1) * PAGE_SIZE,
    });
  });
  return router;
}
