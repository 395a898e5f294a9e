import ICAL from 'ical.js';
import type { Answer, TestApp } from './app.ts';
import { unescape } from './mailbox.ts';
import type { Received } from './smtp.ts';

export interface MailingForm {
  action: string;
  fields: Record<string, string>;
}

/** The mailing's form as a browser would send it back: what is ticked, chosen and typed. */
export function readMailingForm(page: string): MailingForm {
  const [, action = '', inside = ''] =
    /<form method="post" action="([^"]*)" id="utskick">([^]*?)<\/form>/.exec(page)!;
  const fields: Record<string, string> = {};
  for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
    const of = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    const isOff = ['radio', 'checkbox'].includes(of('type') ?? '') && !/ checked[ >]/.test(tag);
    if (!isOff && of('name')) fields[of('name')!] = unescape(of('value') ?? '');
  }
  for (const [, name, text] of inside.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)<\/textarea>/g))
    fields[name!] = unescape(text!);
  for (const [, name, options] of inside.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([^]*?)<\/select>/g))
    fields[name!] = /value="([^"]*)" selected/.exec(options!)?.[1] ?? '';
  return { action, fields };
}

/** Opens the form at `path`, and sends it with `fields` in place of what stands in it; a change is told if the form does not. */
export async function sendForm(
  app: TestApp,
  path: string,
  fields: Record<string, string> = {},
  verb = '',
): Promise<Answer> {
  const form = readMailingForm((await app.get(path)).text);
  const told = form.fields['change'] === '' && { change: 'Läs det nya.' };
  return app.post(form.action + verb, { ...form.fields, ...told, ...fields });
}

export function numberIn({ status, headers }: Answer): number {
  if (status !== 303) throw new Error(`answered with ${status}`);
  return Number(/\/utskick\/(\d+)/.exec(headers.get('location')!)![1]);
}

/** Method, UID, SEQUENCE and first day of the calendar part. */
export function entryOf(mail: Received | undefined) {
  const part = mail?.mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
  if (!part) return undefined;
  const calendar = new ICAL.Component(ICAL.parse(part.content.toString()) as never);
  const event = calendar.getFirstSubcomponent('vevent')!;
  return {
    method: calendar.getFirstPropertyValue('method') as string,
    uid: event.getFirstPropertyValue('uid') as string,
    sequence: Number(event.getFirstPropertyValue('sequence')),
    date: String(event.getFirstPropertyValue('dtstart')).slice(0, 10),
  };
}
