import type { Response } from 'express';
import type { Context } from '../context.ts';
import { rawField, type Body } from '../shared/fields.ts';
import { escapeHtml } from '../shared/html.ts';
import { addressMail, exampleMember } from './addressed.ts';
import { asAnnounced } from './announced.ts';
import type { DraftWithAudience } from './draft-actions.ts';

/** One mail as one of those who would get it: `som` says which part, `mottagare` says who (an address of the audience). */
export async function showPreview(
  res: Response,
  context: Context,
  given: DraftWithAudience,
  words: Body,
): Promise<void> {
  const announced =
    given.kind === 'announcement' && given.meeting && asAnnounced(given.meeting, context.now());
  const draft = announced ? { ...given, meeting: announced } : given;
  const wanted = rawField(words, 'mottagare').trim().toLowerCase();
  const { audience, kind } = draft;
  const found = audience.find(({ person }) => person.email.toLowerCase() === wanted);
  const hasCalendar = draft.meeting && kind !== 'minutes' && kind !== 'reminder';
  const method = kind === 'cancellation' ? 'CANCEL' : 'REQUEST';
  const member = found ?? audience[0] ?? exampleMember(hasCalendar ? method : undefined);
  const stamp = { key: context.key, topic: 'forhandsvisning', date: context.now() };
  const { letter, calendar, raw } = await addressMail(draft, member, stamp);
  const note =
    wanted && !found
      ? `${wanted} är inte bland mottagarna. Så här ser mejlet ut för ${member.person.email}.`
      : `Till ${member.person.email}`;
  const parts: Record<string, string> = {
    text: letter.text,
    kalender: calendar?.content ?? 'Det här mejlet har ingen kallelse till den mottagaren.',
    kalla: raw.toString('utf8'),
  };
  const plain = parts[rawField(words, 'som')];
  if (plain !== undefined) return sendFramed(res, plainPage(`${note}\n\n${plain}`));
  const isStandIn = wanted && !found;
  sendFramed(
    res,
    isStandIn ? letter.html.replace(/<body[^>]*>/, (tag) => `${tag}<p>${escapeHtml(note)}</p>`) : letter.html,
  );
}

/** Mail needs styles of its own; sandboxed, it can do nothing with ours. */
export function sendFramed(res: Response, html: string): void {
  res.removeHeader('Origin-Agent-Cluster');
  res.set({
    'Content-Security-Policy':
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    'X-Frame-Options': 'SAMEORIGIN',
  });
  res.type('html').send(html);
}

function plainPage(text: string): string {
  return `<!doctype html><html lang="sv"><title>Förhandsvisning</title><style>pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:15px}@media(prefers-color-scheme:dark){body{background:#141918;color:#ece9e2}}</style><pre>${escapeHtml(text)}</pre></html>`;
}
