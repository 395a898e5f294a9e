import { keptStamp } from '../../server/proposals/stamp.ts';
import { later } from '../../server/shared/time.ts';
import { TEST_KEY, type TestApp } from './app.ts';

/** As somebody does who takes ten seconds to fill the form in. */
export function sendProposal(app: TestApp, fields: Record<string, string>, path = '/forslag') {
  return app.post(path, { visat: stampOf(app), ...fields });
}

export function stampOf(app: TestApp, secondsAgo = 10): string {
  return keptStamp(TEST_KEY, '', later(app.clock.now, { seconds: -secondsAgo }));
}

/** Proposes with the address given, and shows it to everybody; its number. */
export async function propose(app: TestApp, title: string, fields: Record<string, string> = {}) {
  const answer = await sendProposal(app, { title, ...fields });
  if (answer.status !== 303) throw new Error(`the proposal was answered with ${answer.status}`);
  const { id } = await app.context.db
    .selectFrom('proposal')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  await app.post(`/admin/forslag/${id}/visning`);
  return id;
}

/** The trail as it is read, step by step. */
export async function trailOf(app: TestApp, id: number): Promise<string[]> {
  const { text } = await app.get(`/forslag/${id}`);
  const list = /<ol class="trail">([\s\S]*?)<\/ol>/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, step]) =>
    step!
      .replace(/<p class="said">/g, ': ')
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}
