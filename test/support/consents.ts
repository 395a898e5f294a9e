import type { TestApp } from './app.ts';
import { pathOf } from './invitations.ts';

/** What is ticked on the page of what the group may show. */
export async function allow(app: TestApp, id: number, ...words: string[]) {
  return app.post(`${await pathOf(app, id)}/samtycke`, { samtycken: '1', samtycke: words });
}
